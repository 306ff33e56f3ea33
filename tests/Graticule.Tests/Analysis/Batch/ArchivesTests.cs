using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Graticule.Analysis.Batch;

namespace Graticule.Tests.Analysis.Batch;

public sealed class ArchivesTests : IDisposable
{
    private readonly BatchJob _job = new();

    public void Dispose() => _job.Dispose();

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    [InlineData("a.TGZ")]
    public async Task What_an_archive_holds_is_in_the_work_folder(string name)
    {
        var content = name.EndsWith(".zip", StringComparison.Ordinal)
            ? Zip(("dir/run.sh", "echo ran", 0x81ED), ("link", "dir/run.sh", 0xA1FF), ("plain", "text", 0))
            : Tar(name.EndsWith(".tar", StringComparison.Ordinal) ? null : CompressionLevel.Fastest,
                Entry("dir/run.sh", "echo ran", UnixFileMode.UserExecute), Link("link", "dir/run.sh"), Entry("plain", "text"));

        await RunAsync(name, content, "ls; ./link; cat plain");

        Assert.EndsWith("follows:\ndir\nlink\nplain\nprocess_output.log\nran\ntextExited with code 0\n\n".Replace("textExited", "text\nExited", StringComparison.Ordinal), _job.Log(), StringComparison.Ordinal);
        Assert.Equal([BatchNames.Log], _job.Paths());
    }

    [Fact]
    public async Task An_archive_that_is_wanted_as_it_is_stays_packed()
    {
        await _job.RunAsync(BatchJob.Of("ls") with { Files = [new(_job.Write("z", Zip(("x", "y", 0))), "a.zip", Unpack: false)] });

        Assert.Contains("\na.zip\n", _job.Log(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("a/../../evil")]
    [InlineData("..\\evil")]
    [InlineData("C:\\evil")]
    [InlineData("bad\nname")]
    public async Task Names_that_lead_elsewhere_are_refused(string entry)
    {
        await RunAsync("a.zip", Zip((entry, "x", 0)), "touch never");

        Refused();
        await using var tar = new MemoryStream(Tar(null, Entry(entry, "x")));
        Assert.False(File.Exists("/etc/evil"));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../x")]
    public async Task Links_that_lead_elsewhere_are_refused(string target)
    {
        await RunAsync("a.tar", Tar(null, Link("link", target)), "touch never");

        Refused();
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link()
    {
        await RunAsync("a.tar", Tar(null, Entry("real/x", "x"), Link("dir", "real"), Entry("dir/file", "y")), "cat dir/file; ls real");

        Assert.Contains("follows:\nyx\n", _job.Log().Replace("y\nx", "yx", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_are_refused()
    {
        await RunAsync("a.tar", Tar(null, new PaxTarEntry(TarEntryType.CharacterDevice, "null") { DeviceMajor = 1, DeviceMinor = 3 }), "touch never");

        Refused();
    }

    [Fact]
    public async Task A_bomb_is_stopped_by_what_it_unpacks_to()
    {
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry("zeros", CompressionLevel.Fastest).OpenAsync();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 40; i++)
            {
                await entry.WriteAsync(zeros);
            }
        }

        var order = BatchJob.Of("touch never") with { Files = [new(_job.Write("z", bomb.ToArray()), "a.zip", Unpack: true)] };
        await _job.RunAsync(order with { Limits = order.Limits with { DiskMiB = 10 } });

        Assert.Contains("more than the job's 10 MiB", _job.Manifest.Runs.Single().Reason, StringComparison.Ordinal);
        Refused(withParts: true);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    public async Task What_is_no_archive_is_refused(string name)
    {
        await RunAsync(name, "this is no archive"u8.ToArray(), "touch never");

        Refused();
    }

    private static byte[] Zip(params (string Name, string Content, int Mode)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, mode) in entries)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = mode << 16;
                using var target = entry.Open();
                target.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Tar(CompressionLevel? compression, params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var packed = compression is { } level ? new GZipStream(stream, level, leaveOpen: true) : (Stream)stream)
        using (var archive = new TarWriter(packed, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                archive.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    private static PaxTarEntry Entry(string name, string content, UnixFileMode more = UnixFileMode.None) => new(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | more,
    };

    private static PaxTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private Task RunAsync(string name, byte[] content, string command) =>
        _job.RunAsync(BatchJob.Of(command) with { Files = [new(_job.Write("archive", content), name, Unpack: true)] });

    private void Refused(bool withParts = false)
    {
        Assert.Equal(BatchStop.Staging, _job.Manifest.Runs.Single().Stop);
        Assert.Contains("The file 'a.", _job.Log(), StringComparison.Ordinal);
        Assert.DoesNotContain("never", _job.Paths());
        if (!withParts)
        {
            Assert.Equal([BatchNames.Log], _job.Paths());
        }
    }
}
