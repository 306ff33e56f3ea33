using System.CommandLine;
using Graticule.Jobs;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary>How a server keeps and sends the files of users.</summary>
internal static class FileServeOptions
{
    private static readonly ServerOptions Defaults = new();

    private static readonly Option<int> UploadSize = new("--upload-size")
    {
        Description = "Largest file that is uploaded, in MiB.",
        HelpName = "MIB",
        DefaultValueFactory = _ => (int)(Defaults.MaxUploadBytes >> 20),
        Validators = { ServeOptions.AtLeastOne },
    };

    private static readonly Option<int?> FileQuota = new("--file-quota")
    {
        Description = "Files that one user may have, outputs of jobs included, in MiB. Without it: no limit.",
        HelpName = "MIB",
    };

    private static readonly Option<string> AccelRedirect = new("--accel-redirect")
    {
        Description = "Internal path of a server in front (nginx) for the folder 'files' of the data folder, such as /_files/: it then sends files itself (X-Accel-Redirect).",
        HelpName = "PREFIX",
    };

    public static IReadOnlyList<Option> All { get; } = [UploadSize, FileQuota, AccelRedirect];

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static ServerOptions Read(ParseResult parsed, ServerOptions options) => options with
    {
        MaxUploadBytes = (long)parsed.GetRequiredValue(UploadSize) << 20,
        FileQuotaBytes = parsed.GetValue(FileQuota) is { } quota ? (long)Math.Max(0, quota) << 20 : Defaults.FileQuotaBytes,
        AccelRedirect = ReadPrefix(parsed.GetValue(AccelRedirect)),
    };

    private static string? ReadPrefix(string? prefix) => prefix is null or ['/', .., '/']
        ? prefix
        : throw new ProblemException(ProblemKind.InvalidInput, $"--accel-redirect {prefix} must begin and end with a slash, such as /_files/.", "--accel-redirect");
}
