using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Graticule.Analysis.Batch;
using Graticule.Analysis.Batch.Staging;

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

    [SkippableTheory]
    [InlineData("a.tar.bz2", "bzip2")]
    [InlineData("a.TBZ2", "bzip2")]
    [InlineData("a.tar.xz", "xz")]
    [InlineData("a.txz", "xz")]
    public async Task Other_programs_unpack_what_they_packed(string name, string program)
    {
        var tar = Tar(null, Entry("dir/run.sh", "echo ran", UnixFileMode.UserExecute), Link("link", "dir/run.sh"), Entry("large", new string('x', 3_000_000)));

        await RunAsync(name, Pack(program, tar), "ls; ./link; wc -c < large");

        Assert.EndsWith("follows:\ndir\nlarge\nlink\nprocess_output.log\nran\n3000000\nExited with code 0\n\n", _job.Log(), StringComparison.Ordinal);
        Assert.Equal([BatchNames.Log], _job.Paths());
    }

    [SkippableTheory]
    [InlineData("a.tar.bz2", "bzip2")]
    [InlineData("a.tar.xz", "xz")]
    public async Task An_archive_that_ends_early_or_is_spoiled_is_refused_in_the_words_of_its_program(string name, string program)
    {
        // Random bytes do not pack; the end of the file is in the packed half.
        var bytes = new byte[200_000];
        new Random(20261122).NextBytes(bytes);
        var packed = Pack(program, Tar(null, new PaxTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(bytes) }));
        await RunAsync(name, packed[..(packed.Length / 2)], "touch never");
        Refused(withParts: true);
        Assert.Contains("it is no whole archive; " + program, _job.Log(), StringComparison.Ordinal);
        Assert.DoesNotContain(_job.Folder, _job.Log(), StringComparison.Ordinal);

        using var spoiled = new BatchJob();
        packed[^12] ^= 0xFF;
        await spoiled.RunAsync(BatchJob.Of("touch never") with { Files = [new(spoiled.Write("archive", packed), name, Unpack: true)] });
        Assert.Equal(BatchStop.Staging, spoiled.Manifest.Runs.Single().Stop);
    }

    [SkippableTheory]
    [InlineData("a.tar.bz2", "bzip2", false)]
    [InlineData("a.tar.xz", "xz", false)]
    [InlineData("a.tar.xz", "xz", true)]
    public async Task A_bomb_of_another_program_is_stopped_and_the_program_with_it(string name, string program, bool isBehindTheEnd)
    {
        var zeros = new byte[100 << 20];
        var tar = isBehindTheEnd
            ? [.. Tar(null, Entry("x", "x")), .. zeros]
            : Tar(null, new PaxTarEntry(TarEntryType.RegularFile, "zeros") { DataStream = new MemoryStream(zeros) });
        var order = BatchJob.Of("touch never") with { Files = [new(_job.Write("z", Pack(program, tar)), name, Unpack: true)] };

        await _job.RunAsync(order with { Limits = order.Limits with { DiskMiB = 10 } });

        Assert.Contains("more than the job's 10 MiB", _job.Manifest.Runs.Single().Reason, StringComparison.Ordinal);
        Refused(withParts: true);
    }

    [SkippableTheory]
    [InlineData("a.tar.gz", "gzip")]
    [InlineData("a.tar.bz2", "bzip2")]
    [InlineData("a.tar.xz", "xz")]
    public async Task What_is_packed_and_no_archive_is_refused(string name, string program)
    {
        var bytes = new byte[2_000_000];
        new Random(20261122).NextBytes(bytes);

        await RunAsync(name, Pack(program, bytes), "touch never");

        Refused();
    }

    [SkippableFact]
    public async Task An_archive_that_takes_much_memory_to_unpack_is_refused()
    {
        await RunAsync("a.tar.xz", Pack("xz", Tar(null, Entry("x", "x")), "--lzma2=dict=1GiB,mode=fast,mf=hc3,nice=4"), "touch never");

        Refused();
        Assert.Contains("emory usage limit", _job.Log(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("../evil", false)]
    [InlineData("/etc/passwd", true)]
    public async Task Other_programs_lead_nowhere_else(string where, bool isLink)
    {
        await RunAsync("a.tar.xz", Pack("xz", Tar(null, isLink ? Link("link", where) : Entry(where, "x"))), "touch never");

        Refused();
    }

    [Fact]
    public void What_another_program_unpacks_is_no_archive_where_it_is_not_installed()
    {
        Assert.False(new Decompressor("no-such-program").IsThere);
        Assert.True(new Decompressor("sh").IsThere);
        Assert.Null(Archives.DecompressorOf("a.tar.gz"));
        Assert.Null(Archives.DecompressorOf("a.bz2"));
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
    [InlineData("a.tar.bz2")]
    [InlineData("a.tar.xz")]
    public async Task What_is_no_archive_is_refused(string name)
    {
        await RunAsync(name, "this is no archive"u8.ToArray(), "touch never");

        Refused();
    }

    /// <summary>By the program itself; the test is skipped where it is not installed.</summary>
    private byte[] Pack(string program, byte[] content, params string[] arguments)
    {
        Skip.IfNot(new Decompressor(program).IsThere, $"there is no {program}");
        string[] words = ["--stdout", .. arguments, _job.Write("plain", content)];
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var packed = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(packed);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return packed.ToArray();
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
