using System.Diagnostics;
using System.Text;
using Graticule.Server.Callbacks;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Callbacks;

public sealed class CallbackKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "callback.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_start_makes_a_key_that_only_this_user_reads_and_the_next_reads_it()
    {
        var first = CallbackKey.ReadOrMake(File);
        var text = System.IO.File.ReadAllText(File);

        Assert.Matches("^[0-9a-f]{64}\n$", text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal(first.Sign("1", "a"u8), CallbackKey.ReadOrMake(File).Sign("1", "a"u8));
        Assert.NotEqual(first.Sign("1", "a"u8), first.Sign("2", "a"u8));
    }

    [Fact]
    public void A_key_that_is_too_short_is_refused()
    {
        System.IO.File.WriteAllText(File, "short\n");

        Assert.Throws<InvalidDataException>(() => CallbackKey.ReadOrMake(File));
    }

    [SkippableFact]
    public async Task A_receiver_checks_a_signature_with_openssl_alone()
    {
        Skip.IfNot(System.IO.File.Exists("/usr/bin/openssl"), "openssl is not installed");
        var body = Encoding.UTF8.GetBytes("{\"title\":\"Überflug\"}");
        var signature = CallbackKey.ReadOrMake(File).Sign("1771000000", body);

        var script = $"printf '%s.%s' 1771000000 '{Encoding.UTF8.GetString(body)}' | openssl dgst -sha256 -hmac \"$(cat {File})\"";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(signature, "v1=" + output.Trim().Split(' ')[^1]);
    }
}
