namespace Graticule.Tests.Jobs.Storage;

/// <summary>A new folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
