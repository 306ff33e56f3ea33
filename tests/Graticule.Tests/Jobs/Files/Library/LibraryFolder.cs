using System.Security.Cryptography;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Storage;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Files.Library;

/// <summary>A library on a real database and real files, in a folder of its own.</summary>
internal sealed class LibraryFolder : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqlDatabase _database;

    public LibraryFolder(FileLibraryOptions? options = null, string? root = null)
    {
        Data = new(root ?? _folder.Path);
        _database = SqlDatabase.Open(new(_folder.Path), Durability.Process);
        Files = new FolderFileStore(Data.Files);
        Rows = new SqlUserFileStore(_database);
        Library = new(Rows, Files, Data.Uploads, options ?? new(), TimeProvider.System);
        Uploads = new(Library, Data.Uploads, TimeProvider.System);
    }

    public DataFolder Data { get; }

    public FolderFileStore Files { get; }

    public SqlUserFileStore Rows { get; }

    public FileLibrary Library { get; }

    public ResumableUploads Uploads { get; }

    public string Root => _folder.Path;

    /// <summary>Everything that lies in the file store and among the uploads.</summary>
    public IReadOnlyList<string> Leftovers => [.. new[] { Data.Files, Data.Uploads }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];

    /// <summary>Another server on the same data.</summary>
    public ResumableUploads Restart() => new(Library, Data.Uploads, TimeProvider.System);

    public Task<UserFile> SaveAsync(byte[] content, string owner = "ann", string name = "a.dat") =>
        Library.SaveAsync(new(owner, name), new MemoryStream(content), default);

    public byte[] Read(UserFile file) => File.ReadAllBytes(Library.FindPath(file)!);

    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Sha512(byte[] bytes) => Convert.ToHexStringLower(SHA512.HashData(bytes));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
