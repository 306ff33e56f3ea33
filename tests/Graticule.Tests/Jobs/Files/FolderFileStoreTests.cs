using System.Text;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Files;

public sealed class FolderFileStoreTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FolderFileStore _store;

    public FolderFileStoreTests() => _store = new(Root);

    private string Root => Path.Combine(_temporary.Path, "files");

    [Theory]
    [InlineData("a")]
    [InlineData("jobs/ab12/ndvi.tif")]
    [InlineData("uploads/ann/Olinda é 日本 \ud83d\ude00.tif")]
    [InlineData("uploads/ann/..hidden..")]
    [InlineData("uploads/ann/ ")]
    public async Task A_file_is_read_as_it_was_saved(string key)
    {
        var stored = await SaveAsync(key, "hello");

        Assert.Equal(new(key, 5, new(File.GetLastWriteTimeUtc(Path.Combine(Root, key)))), stored);
        Assert.Equal("hello", await ReadAsync(key));
        Assert.Equal("hello", await File.ReadAllTextAsync(_store.FindPath(key)!));
    }

    [Fact]
    public async Task An_opened_file_can_be_read_at_any_position_even_when_it_is_replaced_meanwhile()
    {
        await SaveAsync("a", "0123456789");
        await using var open = await _store.OpenAsync("a", default);
        await SaveAsync("a", "new");
        open!.Position = 7;

        Assert.Equal('7', open.ReadByte());
        Assert.Equal(10, open.Length);
        Assert.Equal("new", await ReadAsync("a"));
    }

    [Fact]
    public async Task What_does_not_exist_is_null_or_false()
    {
        await SaveAsync("folder/file", "x");

        foreach (var key in new[] { "none", "folder", "folder/none", "folder/file/below", ".part" })
        {
            Assert.Null(await _store.OpenAsync(key, default));
            Assert.Null(_store.FindPath(key));
            Assert.False(await _store.DeleteAsync(key, default));
        }
    }

    [Fact]
    public async Task An_adopted_file_is_moved()
    {
        var path = Path.Combine(_temporary.Path, "made.tif");
        await File.WriteAllTextAsync(path, "made");
        await SaveAsync("jobs/1/out.tif", "older");

        var stored = await _store.AdoptAsync("jobs/1/out.tif", path, default);

        Assert.Equal(4, stored.Length);
        Assert.Equal("made", await ReadAsync("jobs/1/out.tif"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task An_adopted_file_takes_one_step_in_which_a_crash_cannot_lose_it()
    {
        var path = Path.Combine(_temporary.Path, "made.tif");
        await File.WriteAllTextAsync(path, "made");
        Directory.Delete(Path.Combine(Root, ".part"));

        await _store.AdoptAsync("jobs/1/out.tif", path, default);

        Assert.Equal("made", await ReadAsync("jobs/1/out.tif"));
    }

    [SkippableFact]
    public async Task A_file_of_another_file_system_is_adopted_too()
    {
        Skip.IfNot(Directory.Exists("/dev/shm"), "There is no second file system at /dev/shm.");
        var path = Path.Combine("/dev/shm", Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(path, "made");

        await _store.AdoptAsync("a", path, default);

        Assert.Equal("made", await ReadAsync("a"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_missing_file_or_a_symbolic_link_is_not_adopted()
    {
        var secret = Path.Combine(_temporary.Path, "secret");
        await File.WriteAllTextAsync(secret, "secret");
        var link = Path.Combine(_temporary.Path, "link");
        File.CreateSymbolicLink(link, secret);

        foreach (var path in new[] { link, Path.Combine(_temporary.Path, "none"), _temporary.Path })
        {
            Assert.Equal(ProblemKind.NotFound, (await Assert.ThrowsAsync<ProblemException>(() => _store.AdoptAsync("a", path, default))).Problem.Kind);
        }

        Assert.Null(_store.FindPath("a"));
        Assert.True(File.Exists(secret));
    }

    [Fact]
    public async Task A_file_that_cannot_be_stored_stays_where_it_was()
    {
        var path = Path.Combine(_temporary.Path, "made.tif");
        await File.WriteAllTextAsync(path, "made");
        await SaveAsync("in", "the way");

        await Assert.ThrowsAsync<ProblemException>(() => _store.AdoptAsync("in/out.tif", path, default));

        Assert.Equal("made", await File.ReadAllTextAsync(path));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_list_holds_every_file_whose_key_begins_with_the_prefix()
    {
        string[] keys = ["jobs/1/a", "jobs/1/b/c", "jobs/12/a", "jobs/2", "uploads/ann/1", "x"];
        foreach (var key in keys)
        {
            await SaveAsync(key, key);
        }

        foreach (var prefix in new[] { "", "j", "jobs", "jobs/", "jobs/1", "jobs/1/", "jobs/1/b", "jobs/1/b/c", "none", "jobs/1/a/b", "x/", ".part" })
        {
            var expected = keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            Assert.Equal(expected, await ListAsync(prefix), StringComparer.Ordinal);
        }

        Assert.Equal(8, (await _store.ListAsync("jobs/1/a", default).SingleAsync()).Length);
    }

    [Fact]
    public async Task Folders_that_a_deletion_leaves_empty_go_with_it()
    {
        await SaveAsync("jobs/1/deep/a", "x");
        await SaveAsync("jobs/2/a", "x");

        Assert.True(await _store.DeleteAsync("jobs/1/deep/a", default));

        Assert.False(Directory.Exists(Path.Combine(Root, "jobs/1")));
        Assert.Equal("jobs/2/a", Assert.Single(await ListAsync("")));
        Assert.True(await _store.DeleteAsync("jobs/2/a", default));
        Assert.True(Directory.Exists(Root));
    }

    [Fact]
    public async Task Saving_and_deleting_side_by_side_loses_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(one => Task.Run(async () =>
        {
            for (var time = 0; time < 100; time++)
            {
                await SaveAsync($"shared/{one}", $"{time}");
                Assert.Equal($"{time}", await ReadAsync($"shared/{one}"));
                Assert.True(await _store.DeleteAsync($"shared/{one}", default));
            }
        })));

        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task A_file_and_a_folder_do_not_share_a_name()
    {
        await SaveAsync("a/b", "x");

        Assert.Equal(ProblemKind.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => SaveAsync("a", "x"))).Problem.Kind);
        await Assert.ThrowsAsync<ProblemException>(() => SaveAsync("a/b/c", "x"));
        Assert.Equal("x", await ReadAsync("a/b"));
        NothingIsLeft();
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_the_older_file_and_nothing_else()
    {
        await SaveAsync("a", "older");

        await Assert.ThrowsAsync<EndOfStreamException>(() => _store.SaveAsync("a", new BrokenStream(), default));

        Assert.Equal("older", await ReadAsync("a"));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_save_that_is_cancelled_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.SaveAsync("a", new MemoryStream([1]), new(canceled: true)));

        Assert.Null(_store.FindPath("a"));
        NothingIsLeft();
    }

    [Fact]
    public async Task What_an_earlier_run_left_unfinished_is_deleted_at_the_start()
    {
        await File.WriteAllTextAsync(Path.Combine(Root, ".part", "old"), "half");
        await SaveAsync("kept", "x");

        var store = new FolderFileStore(Root);

        NothingIsLeft();
        Assert.NotNull(store.FindPath("kept"));
    }

    [SkippableFact]
    public async Task A_full_disk_is_said_in_words_and_leaves_nothing()
    {
        using var disk = TinyDisk.TryMount(_temporary.Path);
        Skip.If(disk is null, "Mounting a small file system is not allowed here.");
        var store = new FolderFileStore(Path.Combine(disk.Path, "files"));
        await store.SaveAsync("small", new MemoryStream(new byte[1000]), default);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => store.SaveAsync("large", new MemoryStream(new byte[8_000_000]), default));

        Assert.Equal(ProblemKind.Unavailable, refusal.Problem.Kind);
        Assert.Contains("disk is full", refusal.Problem.Message, StringComparison.Ordinal);
        Assert.Null(store.FindPath("large"));
        Assert.Empty(Directory.GetFiles(Path.Combine(disk.Path, "files", ".part")));
        await store.SaveAsync("again", new MemoryStream(new byte[100_000]), default);
    }

    public void Dispose() => _temporary.Dispose();

    private void NothingIsLeft() => Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Root, ".part")));

    private Task<StoredFile> SaveAsync(string key, string content) => _store.SaveAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(content)), default);

    private async Task<string> ReadAsync(string key)
    {
        using var reader = new StreamReader((await _store.OpenAsync(key, default))!);
        return await reader.ReadToEndAsync();
    }

    private async Task<List<string>> ListAsync(string prefix) =>
        await _store.ListAsync(prefix, default).Select(file => file.Key).Order(StringComparer.Ordinal).ToListAsync();
}
