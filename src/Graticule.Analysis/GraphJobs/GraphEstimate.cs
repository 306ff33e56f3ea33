using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What a graph will cost, found by evaluating it without reading a pixel.</summary>
/// <param name="Samples">Samples of files that will be decoded.</param>
/// <param name="SourceBytes">What they take up decoded.</param>
/// <param name="Files">Files that will be opened.</param>
/// <param name="Cells">Cells of the results.</param>
/// <param name="Seconds">How long it will take: a guess, with fixed rates that are a little slower than what <c>bench/run cube</c> takes on two cores.</param>
internal sealed record GraphEstimate(long Samples, long SourceBytes, int Files, long Cells, double Seconds)
{
    private const double SamplesPerSecond = 130e6;
    private const double CellsPerSecond = 40e6;
    private const double StartSeconds = 0.05;

    /// <summary>Bytes of a cell in a file, before it is compressed.</summary>
    private const int BytesOfCell = 4;

    /// <summary>Bytes of the results before they are compressed.</summary>
    internal long Size => Cells * BytesOfCell;

    internal static GraphEstimate Of(IEnumerable<SavedResult> results, int threads)
    {
        var costs = results.Select(result => result.Data).OfType<Cube>().Select(CubeCost.Of).ToList();
        var (samples, cells) = (costs.Sum(cost => cost.Samples), costs.Sum(cost => cost.Cells));
        return new(
            samples,
            costs.Sum(cost => cost.Bytes),
            costs.Sum(cost => cost.Files),
            cells,
            StartSeconds + (((samples / SamplesPerSecond) + (cells / CellsPerSecond)) * 2 / Math.Max(1, threads)));
    }

    internal JsonObject Write() => new()
    {
        ["samples"] = Samples,
        ["source_bytes"] = SourceBytes,
        ["files"] = Files,
        ["cells"] = Cells,
        ["size"] = Size,
        ["seconds"] = Math.Round(Seconds, 3),
    };

    /// <summary>How far the estimate was off: what it took, divided by what was told. A ratio is left out where nothing was told.</summary>
    /// <param name="seconds">That the run took.</param>
    /// <param name="bytes">Of all files of the results.</param>
    internal JsonObject ErrorOf(double seconds, long bytes)
    {
        var ratios = new JsonObject();
        Put("seconds", seconds, Seconds);
        Put("bytes", bytes, Size);
        return ratios;

        void Put(string name, double taken, double told)
        {
            if (told > 0)
            {
                ratios[name] = Math.Round(taken / told, 4);
            }
        }
    }
}
