using System.Globalization;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Writes what a graph saved.</summary>
public static class ResultWriting
{
    /// <summary>The format of values that are no cubes.</summary>
    public const string FormatOfValues = "JSON";

    private const string MediaType = "application/json";

    /// <summary>Writes all results. Nothing of a cube is computed before.</summary>
    /// <param name="results">In the order of the names: <c>result.tif</c>, <c>result2.json</c>.</param>
    /// <param name="folder">Where; is made if it does not exist.</param>
    /// <param name="threads">That compute.</param>
    /// <param name="mostBytes">Bound of the memory for pixels.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1, never less than before.</param>
    /// <param name="cancellationToken">Breaks the work off.</param>
    /// <exception cref="GraphException">A result does not fit its format, or a process of the graph cannot be done: some see so only now.</exception>
    /// <exception cref="Raster.Gdal.GdalException">A file cannot be written.</exception>
    public static IReadOnlyList<WrittenFile> Write(
        IReadOnlyList<SavedResult> results, string folder, int threads, long mostBytes, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        List<WrittenFile> written = [];
        for (var i = 0; i < results.Count; i++)
        {
            var work = new CubeWork(results[i].Data as Cube ?? Nothing, folder, i == 0 ? "result" : string.Create(CultureInfo.InvariantCulture, $"result{i + 1}"))
            {
                Options = results[i].Options.Members,
                Threads = threads,
                MostBytes = mostBytes,
                Progress = progress is null ? null : new PartialProgress(progress, i, results.Count),
                CancellationToken = cancellationToken,
            };
            written.AddRange(results[i].Data is Cube ? WriteCube(work, results[i].Format) : [WriteValue(work, results[i].Data)]);
        }

        return written;
    }

    internal static GraphException Translate(CubeFormatException exception) => new(exception.Code, exception.Message)
    {
        Parameter = exception.Code switch { "FormatUnsuitable" => "format", "DataCubeEmpty" => "data", _ => "options" },
    };

    private static MemoryCube Nothing { get; } = new(new([]), [0]);

    private static IReadOnlyList<WrittenFile> WriteCube(CubeWork work, string format)
    {
        try
        {
            return CubeFormats.Find(format)!.Write(work);
        }
        catch (CubeFormatException exception)
        {
            throw Translate(exception);
        }
    }

    private static WrittenFile WriteValue(CubeWork work, object? value)
    {
        var name = work.Name + ".json";
        File.WriteAllText(Path.Combine(work.Folder, name), JsonValues.Write(value)?.ToJsonString() ?? "null");
        work.Progress?.Report(1);
        return new(name, MediaType) { Title = FormatOfValues };
    }

    private sealed class PartialProgress(IProgress<double> whole, int number, int all) : IProgress<double>
    {
        public void Report(double value) => whole.Report((number + value) / all);
    }
}
