using System.Diagnostics;
using System.Text;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.CubeFormats;

/// <summary>Cubes of known numbers, a folder for their files, and other programs that read these.</summary>
internal sealed class CubeFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("graticule-cubes-").FullName;

    internal static Grid Utm(int width, int height) => new(652_000, 5_181_000, 20, -20, width, height, "EPSG:32632");

    /// <summary>t, bands, y, x; the cell of plane p, row r, column c is 1000 p + r + c / 1000, and a few are missing.</summary>
    internal static MemoryCube Cube(int dates, int bands, int width, int height, Func<double, double>? change = null)
    {
        var (x, y) = Utm(width, height).ToDimensions();
        var shape = new CubeShape(
        [
            new("t", DimensionType.Temporal, new(Enumerable.Range(0, dates).Select(day => new Label($"2022-06-{5 + (10 * day):00}T00:00:00Z")))),
            new("bands", DimensionType.Bands, new(Enumerable.Range(0, bands).Select(band => new Label($"B{band + 1:00}")))),
            y,
            x,
        ]);
        var cells = new double[shape.Planes * width * height];
        for (var i = 0; i < cells.Length; i++)
        {
            var (plane, place) = Math.DivRem(i, width * height);
            var number = (1000 * plane) + (place / width) + (place % width / 1000.0);
            cells[i] = place % 97 == 5 ? Missing.Value : change?.Invoke(number) ?? number;
        }

        return new(shape, cells);
    }

    internal IReadOnlyList<WrittenFile> Write(string format, Cube cube, params (string Name, object? Value)[] options) => Graticule.Raster.CubeFormats.CubeFormats.Find(format)!.Write(
        new(cube, Root, "result")
        {
            Threads = 2,
            MostBytes = 8 << 20,
            Options = options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal),
        });

    internal string PathOf(WrittenFile file) => Path.Combine(Root, file.Name);

    /// <summary>What a Python program prints, which gets the path as its first argument; skips where a module is absent.</summary>
    internal static string Python(string program, params string[] arguments)
    {
        var (code, output) = Run("/usr/bin/python3", ["-c", program, .. arguments]);
        Skip.If(code != 0 && output.Contains("ModuleNotFoundError", StringComparison.Ordinal), output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    internal static (int Code, string Output) Run(string program, IEnumerable<string> arguments)
    {
        Skip.IfNot(File.Exists(program), $"{program} is not installed");
        using var process = new Process { StartInfo = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
