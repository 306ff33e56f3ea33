using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>How far the chips of an area are.</summary>
/// <param name="chips">All of them.</param>
/// <param name="rows">What is stored of some of them.</param>
/// <param name="running">Ids of jobs that run, with the share of their work that is done.</param>
internal sealed class TileCounts(IReadOnlyList<ChipKey> chips, IReadOnlyList<ChipRow> rows, IReadOnlyDictionary<string, double> running)
{
    /// <summary>What chips can be listed by.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["complete", "incomplete", "missing", "ok", "failed", "queued", "running", "problems"];

    public JsonObject Write()
    {
        var (ok, failed) = (rows.Sum(row => (long)row.Ok), rows.Sum(row => (long)row.Failed));
        JsonObject counts = new() { ["chips"] = chips.Count };
        foreach (var list in Lists)
        {
            counts[list] = List(list).Count;
        }

        counts["pixels"] = new JsonObject { ["ok"] = ok, ["failed"] = failed, ["missing"] = ((long)chips.Count * ChipShape.Pixels) - ok - failed };
        counts["progress"] = Math.Round(rows.Sum(Progress) / chips.Count, 6);
        return counts;
    }

    /// <summary>The chips that are counted under a name of <see cref="Lists"/>.</summary>
    public IReadOnlyList<ChipKey> List(string list) => list switch
    {
        "missing" => [.. chips.Except(rows.Where(row => row.Answered > 0).Select(row => row.Key))],
        _ => [.. rows.Where(row => Is(row, list)).Select(row => row.Key).OrderByDescending(key => key.ChipY).ThenBy(key => key.ChipX)],
    };

    /// <summary>The chips whose last job gave nothing, and why.</summary>
    public JsonArray Problems(int most) => new([.. rows.Where(row => row.Problem is not null).Take(most).Select(row =>
        new JsonObject { ["chip_x"] = row.Key.ChipX, ["chip_y"] = row.Key.ChipY, ["problem"] = row.Problem })]);

    private bool Is(ChipRow row, string list) => list switch
    {
        "complete" => row.Answered == ChipShape.Pixels,
        "incomplete" => row.Answered is > 0 and < ChipShape.Pixels,
        "ok" => row.Ok == ChipShape.Pixels,
        "failed" => row.Answered == ChipShape.Pixels && row.Failed > 0,
        "queued" => row.Job is { } job && !running.ContainsKey(job),
        "running" => row.Job is { } job && running.ContainsKey(job),
        _ => row.Problem is not null,
    };

    private double Progress(ChipRow row) => row.Answered == ChipShape.Pixels ? 1 : row.Job is { } job ? running.GetValueOrDefault(job) : (double)row.Answered / ChipShape.Pixels;
}
