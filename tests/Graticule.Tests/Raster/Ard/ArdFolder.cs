using System.Diagnostics;
using Graticule.Raster.Ard;
using Graticule.Raster.Ard.Demo;

namespace Graticule.Tests.Raster.Ard;

/// <summary>Made-up analysis ready data of a few dates, four chips, with an index.</summary>
public sealed class ArdFolder : IDisposable
{
    public const int Dates = 9;

    public ArdFolder()
    {
        new ArdDemo(2, Dates).Write(Files, 2, CancellationToken.None);
        Scan();
    }

    public static GridPoint Chip { get; } = new(-1815585, 2864805);

    public string Root { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public string Files => Path.Combine(Root, "files");

    public string IndexFolder => Path.Combine(Root, "index");

    internal ArdIndex Index => new(IndexFolder);

    internal ArdScanReport Scan() => ArdScan.Run([Files], IndexFolder, onlyThese: false, 2, CancellationToken.None);

    /// <summary>A file of the demo, by the end of its name; the first one.</summary>
    public string First(string pattern) => Directory.EnumerateFiles(Files, pattern).Order(StringComparer.Ordinal).First();

    /// <summary>The samples of a window as GDAL's own program reads them.</summary>
    internal static ushort[] ReadByGdal(string path, int column, int row, int width, int height)
    {
        var raw = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.raw");
        try
        {
            Run("gdal_translate", "-q", "-of", "ENVI", "-srcwin", $"{column}", $"{row}", $"{width}", $"{height}", path, raw);
            var bytes = File.ReadAllBytes(raw);
            var samples = new ushort[bytes.Length / 2];
            Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
            return samples;
        }
        finally
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileNameWithoutExtension(raw) + "*"))
            {
                File.Delete(file);
            }
        }
    }

    internal static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, words);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
