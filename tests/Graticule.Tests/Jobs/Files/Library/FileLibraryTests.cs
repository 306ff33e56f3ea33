using System.Security.Cryptography;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;

namespace Graticule.Tests.Jobs.Files.Library;

public sealed class FileLibraryTests
{
    /// <summary>Around the borders of the blocks in which content is written: 512 KiB each.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((512 << 10) - 1)]
    [InlineData(512 << 10)]
    [InlineData((512 << 10) + 1)]
    [InlineData((5 << 20) + 12345)]
    public async Task A_file_has_the_bytes_length_and_digest_of_what_was_sent(int length)
    {
        await using var folder = new LibraryFolder();
        var content = LibraryFolder.Noise(length);

        var file = await folder.Library.SaveAsync(new("ann", "../some/dir\\a.dat"), new SlowStream(content, 100_003), default);

        Assert.Equal(LibraryFolder.Sha512(content), file.Sha512);
        Assert.Equal((length, "a.dat", "ann"), (file.Length, file.Name, file.Owner));
        Assert.Equal(content, folder.Read(file));
        Assert.Equal(file.Id, folder.Library.Get("ann", file.Id).Id);
        Assert.Matches("^[A-Za-z]{6}$", file.Id);
        Assert.Single(folder.Leftovers);
    }

    [Fact]
    public async Task Equal_bytes_are_kept_once_and_go_with_the_last_file_that_has_them()
    {
        await using var folder = new LibraryFolder();
        var content = LibraryFolder.Noise(1000);
        var (first, second) = (await folder.SaveAsync(content), await folder.SaveAsync(content, "bob", "b.dat"));
        Assert.Single(folder.Leftovers);

        await folder.Library.DeleteAsync([first.Id], default);
        Assert.Equal(content, folder.Read(second));
        Assert.Equal(ProblemKind.NotFound, Assert.Throws<ProblemException>(() => folder.Library.Get("ann", first.Id)).Problem.Kind);

        await folder.Library.DeleteAsync([second.Id, second.Id, "nobody"], default);
        Assert.Empty(folder.Leftovers);
        Assert.NotNull(Assert.Single(folder.Library.Find([second.Id])).DeletedAt);
        Assert.Equal(new(0, 0), folder.Library.Usage("bob"));
    }

    [Fact]
    public async Task What_a_job_holds_outlives_its_file()
    {
        await using var folder = new LibraryFolder();
        var file = await folder.SaveAsync([1, 2, 3]);
        await folder.Library.HoldAsync("job1", [file, file], default);
        await folder.Library.HoldAsync("job2", [file], default);

        await folder.Library.DeleteAsync([file.Id], default);
        Assert.NotNull(folder.Library.FindPath(file));
        await folder.Library.ReleaseAsync("job1", default);
        Assert.NotNull(folder.Library.FindPath(file));
        await folder.Library.ReleaseAsync("job2", default);
        Assert.Null(folder.Library.FindPath(file));
    }

    [Fact]
    public async Task A_broken_upload_and_a_wrong_digest_leave_nothing()
    {
        await using var folder = new LibraryFolder();
        await Assert.ThrowsAsync<EndOfStreamException>(() => folder.Library.SaveAsync(new("ann", "a"), new BrokenStream(), default));
        foreach (var expected in new[] { new ExpectedDigests(new byte[64], null), new ExpectedDigests(null, new byte[32]) })
        {
            var failure = await Assert.ThrowsAsync<ProblemException>(
                () => folder.Library.SaveAsync(new("ann", "a") { Expected = expected }, new MemoryStream([1, 2]), default));
            Assert.Equal(ProblemKind.InvalidInput, failure.Problem.Kind);
        }

        Assert.Empty(folder.Leftovers);
        Assert.Empty(folder.Library.List(new() { Subject = "ann" }).Files);

        var right = new ExpectedDigests(SHA512.HashData([1, 2]), SHA256.HashData([1, 2]));
        Assert.Equal(2, (await folder.Library.SaveAsync(new("ann", "a") { Expected = right }, new MemoryStream([1, 2]), default)).Length);
    }

    [Fact]
    public async Task Nobody_gets_more_than_the_quota_and_no_file_more_than_the_limit()
    {
        await using var folder = new LibraryFolder(new() { MaxFileBytes = 3 << 20, QuotaBytes = 4 << 20 });
        await RefusedAsync(LibraryFolder.Noise((3 << 20) + 1));
        await folder.SaveAsync(LibraryFolder.Noise(3 << 20));
        await RefusedAsync(LibraryFolder.Noise((1 << 20) + 1));
        await folder.SaveAsync(LibraryFolder.Noise((1 << 20) + 1), "bob");
        await folder.SaveAsync(LibraryFolder.Noise(1 << 20));
        Assert.Equal(new(4 << 20, 2), folder.Library.Usage("ann"));
        Assert.Equal(3, folder.Leftovers.Count);

        // Two at once, of which only one has room: the check is made again when the row is written.
        await folder.Library.DeleteAsync([.. folder.Library.List(new() { Subject = "ann" }).Files.Select(file => file.Id)], default);
        var both = new[] { 1, 2 }.Select(seed => Record.ExceptionAsync(() => folder.SaveAsync(LibraryFolder.Noise(3 << 20, seed)))).ToArray();
        Assert.Single(await Task.WhenAll(both), failure => failure is ProblemException { Problem.Kind: ProblemKind.TooLarge });
        Assert.Equal(2, folder.Leftovers.Count);

        async Task RefusedAsync(byte[] content) =>
            Assert.Equal(ProblemKind.TooLarge, (await Assert.ThrowsAsync<ProblemException>(() => folder.SaveAsync(content))).Problem.Kind);
    }

    [Fact]
    public async Task Outputs_of_a_job_become_files_in_one_step_and_may_be_asked_for_again()
    {
        await using var folder = new LibraryFolder();
        var paths = new[] { "x.bin", "y.bin" }.Select(name => Path.Combine(folder.Root, name)).ToArray();
        await File.WriteAllBytesAsync(paths[0], [1]);
        await File.WriteAllBytesAsync(paths[1], []);
        FinishedFile[] finished =
        [
            new(new("ann", "-base64") { Type = 5, Job = "jOb", Run = "1", RelativePath = "out/-base64" }, paths[0], LibraryFolder.Sha512([1])),
            new(new("ann", "y.bin") { Type = 5, Job = "jOb", Run = "2" }, paths[1]),
        ];

        var files = await folder.Library.AdoptAsync(finished, default);
        Assert.Equal(["out/-base64", "y.bin"], files.Select(file => file.RelativePath));
        Assert.Equal([LibraryFolder.Sha512([1]), LibraryFolder.Sha512([])], files.Select(file => file.Sha512));
        Assert.Equal(files[0].Id, Assert.Single(folder.Library.List(new() { Job = "jOb", Run = "1" }).Files).Id);

        // As after a kill between the bytes and the rows.
        Assert.Equal(2, (await folder.Library.AdoptAsync([finished[0], finished[1] with { Sha512 = LibraryFolder.Sha512([]) }], default)).Count);

        // Nothing is added where one of them is not there.
        await Assert.ThrowsAsync<ProblemException>(() => folder.Library.AdoptAsync([finished[0], new(new("ann", "z"), "/nowhere", LibraryFolder.Sha512([9]))], default));
        Assert.Equal(4, folder.Library.List(new() { Subject = "ann" }).Count);
    }

    [Fact]
    public async Task Outputs_for_which_there_is_no_room_stay_where_they_are()
    {
        await using var folder = new LibraryFolder(new() { QuotaBytes = 5 });
        var (log, large) = (Path.Combine(folder.Root, "log"), Path.Combine(folder.Root, "large"));
        await File.WriteAllBytesAsync(log, [1, 2]);
        await File.WriteAllBytesAsync(large, [1, 2, 3, 4]);
        FinishedFile[] both = [new(new("ann", "log"), log), new(new("ann", "large"), large)];
        foreach (var files in new[] { both, [both[0], both[0] with { Path = "", Sha512 = LibraryFolder.Sha512([9]) }], [both[0], both[1] with { File = new("ann", "..") }] })
        {
            await Assert.ThrowsAsync<ProblemException>(() => folder.Library.AdoptAsync(files, default));
            Assert.True(File.Exists(log) && File.Exists(large));
        }

        Assert.Single(await folder.Library.AdoptAsync([both[0]], default));
        Assert.Equal(new(2, 1), folder.Library.Usage("ann"));
    }

    [Fact]
    public async Task A_file_is_its_owners_until_it_is_shared()
    {
        await using var folder = new LibraryFolder();
        var file = (await folder.Library.AdoptAsync([new(new("ann", "a") { Job = "jOb" }, await WriteAsync(folder))], default))[0];
        Assert.Throws<ProblemException>(() => folder.Library.Get("bob", file.Id));
        Assert.Empty(folder.Library.List(new() { Subject = "bob" }).Files);

        await folder.Library.ShareAsync("jOb", ["bob"], default);
        Assert.Equal(["bob"], folder.Library.Get("bob", file.Id).SharedWith);
        Assert.Equal(ProblemKind.Forbidden, Assert.Throws<ProblemException>(() => folder.Library.GetOwn("bob", file.Id)).Problem.Kind);
        Assert.Single(folder.Library.List(new() { Subject = "bob" }).Files);
        Assert.Empty(folder.Library.List(new() { Subject = "bob", IsOwn = true }).Files);

        await folder.Library.ShareAsync("jOb", [], default);
        Assert.Throws<ProblemException>(() => folder.Library.Get("bob", file.Id));
    }

    [Fact]
    public async Task Lists_search_order_and_page()
    {
        await using var folder = new LibraryFolder();
        foreach (var (name, length) in new[] { ("b.txt", 3), ("A_output.log", 2), ("ÄUssere.txt", 1) })
        {
            await folder.SaveAsync(LibraryFolder.Noise(length), name: name);
        }

        Assert.Equal(["ÄUssere.txt", "A_output.log", "b.txt"], Names(new() { Subject = "ann" }));
        Assert.Equal(["A_output.log"], Names(new() { Subject = "ann", Search = "OUTPUT" }));
        Assert.Equal(["ÄUssere.txt"], Names(new() { Subject = "ann", Search = "äu" }));
        Assert.Empty(Names(new() { Subject = "ann", Search = "%" }));
        Assert.Equal(["b.txt", "A_output.log"], Names(new() { Subject = "ann", Order = UserFileOrder.Length, Limit = 2 }));
        Assert.Equal(["ÄUssere.txt"], Names(new() { Subject = "ann", Order = UserFileOrder.Name, IsDescending = false, Offset = 2 }));
        Assert.Equal(3, folder.Library.List(new() { Subject = "ann", Limit = 1 }).Count);

        string[] Names(UserFileFilter filter) => [.. folder.Library.List(filter).Files.Select(file => file.Name)];
    }

    [Fact]
    public async Task Many_at_once_save_and_delete_the_same_bytes_without_losing_any()
    {
        await using var folder = new LibraryFolder();
        var content = LibraryFolder.Noise(5000);
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (_, _) =>
        {
            var file = await folder.SaveAsync(content);
            Assert.Equal(content, folder.Read(file));
            await folder.Library.DeleteAsync([file.Id], default);
        });
        await folder.Library.SweepAsync(DateTimeOffset.MaxValue, default);
        Assert.Empty(folder.Leftovers);
        Assert.Equal(new(0, 0), folder.Library.Usage("ann"));
    }

    [SkippableFact]
    public async Task A_full_disk_keeps_nothing_and_says_so()
    {
        using var folder = new Storage.TemporaryFolder();
        using var disk = TinyDisk.TryMount(folder.Path);
        Skip.If(disk is null, "It takes the right to mount.");
        await using var library = new LibraryFolder(root: disk.Path);

        var failure = await Assert.ThrowsAsync<ProblemException>(() => library.SaveAsync(LibraryFolder.Noise(3 << 20)));
        Assert.Equal(ProblemKind.Unavailable, failure.Problem.Kind);
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Empty(library.Leftovers);

        var chunk = new UploadChunk("upload-1", new("ann", "a"), 0, (3 << 20) - 1, 3 << 20, ExpectedDigests.None);
        await Assert.ThrowsAsync<ProblemException>(() => library.Uploads.AddAsync(chunk, new MemoryStream(LibraryFolder.Noise(3 << 20)), default));
        await library.Uploads.DropAsync("ann", "upload-1", default);
        Assert.Equal(700_000, (await library.SaveAsync(LibraryFolder.Noise(700_000))).Length);
    }

    private static async Task<string> WriteAsync(LibraryFolder folder)
    {
        var path = Path.Combine(folder.Root, "out");
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        return path;
    }
}
