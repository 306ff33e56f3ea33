using FsCheck;
using FsCheck.Fluent;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Files;

/// <summary>Whatever a key is, it never reaches a file outside of the store.</summary>
public sealed class FileKeyTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FolderFileStore _store;

    public FileKeyTests()
    {
        _store = new(Root);
        File.WriteAllText(Path.Combine(_temporary.Path, "secret"), "secret");
    }

    private string Root => Path.Combine(_temporary.Path, "files");

    public static TheoryData<string> BadKeys { get; } =
    [
        "", "/", "/etc/passwd", "a/", "/a", "a//b", ".", "..", "../secret", "a/../../secret", "a/./b", "a/..", "..\\secret", "c:secret", "a\0b", "a\nb", "a\u0085b",
        "\ud800", "a/\udc00b", new string('x', 256), string.Concat(Enumerable.Repeat("日", 86)), string.Join('/', Enumerable.Repeat("xxxxxxxxx", 110)),
    ];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_that_could_lead_astray_is_refused(string key)
    {
        var path = Path.Combine(_temporary.Path, "made");
        await File.WriteAllTextAsync(path, "x");

        Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.SaveAsync(key, new MemoryStream([1]), default)));
        Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.AdoptAsync(key, path, default)));
        Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.OpenAsync(key, default)));
        Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.DeleteAsync(key, default)));
        Refused(Assert.Throws<ProblemException>(() => _store.FindPath(key)));
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/etc/")]
    [InlineData("a/../../")]
    [InlineData("..\\../")]
    public void A_prefix_that_could_lead_astray_is_refused(string prefix) => Refused(Assert.Throws<ProblemException>(() => _store.ListAsync(prefix, default)));

    [Fact]
    public async Task A_long_name_that_a_file_system_takes_is_taken() =>
        Assert.Equal(1, (await _store.SaveAsync($"a/{new string('x', 255)}", new MemoryStream([1]), default)).Length);

    [Fact]
    public async Task The_place_of_unfinished_files_is_not_for_keys()
    {
        foreach (var key in new[] { ".part", ".part/a" })
        {
            Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.SaveAsync(key, new MemoryStream([1]), default)));
        }
    }

    [Fact]
    public async Task Nothing_is_reached_through_a_symbolic_link()
    {
        Directory.CreateDirectory(Path.Combine(_temporary.Path, "outside"));
        await File.WriteAllTextAsync(Path.Combine(_temporary.Path, "outside", "file"), "secret");
        File.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(_temporary.Path, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "out"), Path.Combine(_temporary.Path, "outside"));
        Directory.CreateDirectory(Path.Combine(Root, "deep"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "deep", "out"), "../../outside");

        foreach (var key in new[] { "link", "out/file", "deep/out/file" })
        {
            Assert.Null(_store.FindPath(key));
            Assert.Null(await _store.OpenAsync(key, default));
            Assert.False(await _store.DeleteAsync(key, default));
            Refused(await Assert.ThrowsAsync<ProblemException>(() => _store.SaveAsync(key, new MemoryStream([1]), default)));
        }

        foreach (var prefix in new[] { "", "out/", "deep/", "deep/out/", "li" })
        {
            Assert.Empty(await _store.ListAsync(prefix, default).ToListAsync());
        }

        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(_temporary.Path, "secret")));
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(_temporary.Path, "outside", "file")));
    }

    [Fact]
    public void Whatever_is_taken_lies_below_the_root()
    {
        var pieces = Gen.Elements("a", "..", ".", "/", "//", "secret", "\\", "\0", " ", "é", "files", ".part");
        var keys = from list in Gen.ListOf(pieces) select string.Concat(list);

        Prop.ForAll(keys.ToArbitrary(), async key =>
        {
            try
            {
                await _store.SaveAsync(key, new MemoryStream([1]), default);
                Assert.StartsWith(Root + "/", Path.GetFullPath(_store.FindPath(key)!), StringComparison.Ordinal);
                Assert.True(await _store.DeleteAsync(key, default));
            }
            catch (ProblemException exception)
            {
                Assert.Equal(ProblemKind.InvalidInput, exception.Problem.Kind);
            }

            Assert.Equal(["files", "secret"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));
    }

    public void Dispose() => _temporary.Dispose();

    private static void Refused(ProblemException exception) => Assert.Equal(ProblemKind.InvalidInput, exception.Problem.Kind);
}
