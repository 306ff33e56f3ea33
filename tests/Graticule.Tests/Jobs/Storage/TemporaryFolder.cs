namespace Graticule.Tests.Jobs.Storage;

/// <summary>A new folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    /// <summary>Who may do what with a file.</summary>
    public static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
