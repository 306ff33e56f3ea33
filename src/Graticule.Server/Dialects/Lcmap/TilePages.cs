using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>How far a tile or a chip is, and requests for all that it lacks.</summary>
internal sealed class TilePages(ChipRequests requests, ChipJobs jobs, AlgorithmInputs inputs, IChipStore store)
{
    private const int MostProblems = 100;
    private const int AtOnce = 8;

    /// <summary>Counts of a tile; with <c>list=</c>, the corners of the chips that are counted under that name.</summary>
    public async Task ShowTileAsync(HttpContext context, ResultAddress address)
    {
        context.Response.Headers.CacheControl = "no-store";
        var tile = TileOf(context.Request);
        var lists = context.Request.Query["list"].SelectMany(text => text?.Split(',') ?? []).ToArray();
        if (lists.FirstOrDefault(list => !TileCounts.Lists.Contains(list, StringComparer.Ordinal)) is { } strange)
        {
            throw Errors.BadRequest($"'list' is '{strange}'; there are: {string.Join(", ", TileCounts.Lists)}.");
        }

        ChipKey[] chips = [.. ChipGrid.ChipsOf(address.Algorithm, tile)];
        var counts = await CountAsync(chips, address.Algorithm, ChipGrid.AreaOf(tile), context.RequestAborted);
        var corner = ChipGrid.CornerOf(tile);
        JsonObject answer = new()
        {
            ["algorithm"] = address.Algorithm,
            ["tile"] = new JsonObject { ["h"] = tile.Column, ["v"] = tile.Row, ["x"] = corner.X, ["y"] = corner.Y },
        };
        Append(answer, counts);
        foreach (var list in lists.Distinct(StringComparer.Ordinal))
        {
            (answer["lists"] ??= new JsonObject())[list] = new JsonArray([.. counts.List(list).Select(key => new JsonArray(key.ChipX, key.ChipY))]);
        }

        await Wire.SendAsync(context, answer);
    }

    /// <summary>Counts of one chip.</summary>
    public async Task ShowChipAsync(HttpContext context, ResultAddress address)
    {
        context.Response.Headers.CacheControl = "no-store";
        var key = ChipGrid.ChipOf(address.Algorithm, ResultAddress.Coordinate(context.Request, "x"), ResultAddress.Coordinate(context.Request, "y"));
        var counts = await CountAsync([key], address.Algorithm, new(key.ChipX, key.ChipY, key.ChipX, key.ChipY), context.RequestAborted);
        JsonObject answer = new() { ["algorithm"] = address.Algorithm, ["chip_x"] = key.ChipX, ["chip_y"] = key.ChipY };
        Append(answer, counts);
        await Wire.SendAsync(context, answer);
    }

    /// <summary>Asks for what the chips of a tile lack.</summary>
    public Task AskTileAsync(HttpContext context, ResultAddress address) => AskAsync(context, address, [.. ChipGrid.ChipsOf(address.Algorithm, TileOf(context.Request))]);

    /// <summary>Asks for what a chip lacks.</summary>
    public Task AskChipAsync(HttpContext context, ResultAddress address) =>
        AskAsync(context, address, [ChipGrid.ChipOf(address.Algorithm, ResultAddress.Coordinate(context.Request, "x"), ResultAddress.Coordinate(context.Request, "y"))]);

    private async Task AskAsync(HttpContext context, ResultAddress address, ChipKey[] chips)
    {
        var want = WantOf(context.Request);
        var first = await inputs.FindAsync(address.Algorithm, chips[0].ChipX, chips[0].ChipY, want == ChipWant.Everything, context.RequestAborted);
        if (first.Problem is not null)
        {
            throw new LcmapException(StatusCodes.Status422UnprocessableEntity, first.Problem);
        }

        var asked = 0;
        await Parallel.ForEachAsync(chips, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.RequestAborted }, async (key, cancellationToken) =>
        {
            var state = await inputs.FindAsync(key.Algorithm, key.ChipX, key.ChipY, want == ChipWant.Everything, cancellationToken);
            if (await requests.AskAsync(key, state.InputsUrl, want, ticket: null, cancellationToken) is not null)
            {
                Interlocked.Increment(ref asked);
            }
        });
        JsonObject answer = new() { ["algorithm"] = address.Algorithm, ["chips"] = chips.Length, ["asked"] = asked, ["settled"] = chips.Length - asked };
        await Wire.SendAsync(context, answer, asked > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static ChipWant WantOf(HttpRequest request) => request.Query["pixels"].ToString() switch
    {
        "" or "missing" => ChipWant.Missing,
        "failed" => ChipWant.Failed,
        "all" => ChipWant.Everything,
        var strange => throw Errors.BadRequest($"'pixels' is '{strange}'; it must be missing, failed or all."),
    };

    private static GridCell TileOf(HttpRequest request) => ChipGrid.TileOf(ResultAddress.Coordinate(request, "x"), ResultAddress.Coordinate(request, "y"));

    private static void Append(JsonObject answer, TileCounts counts)
    {
        foreach (var (name, value) in counts.Write())
        {
            answer[name] = value?.DeepClone();
        }

        answer["errors"] = counts.Problems(MostProblems);
    }

    private async Task<TileCounts> CountAsync(ChipKey[] chips, string algorithm, ChipArea area, CancellationToken cancellationToken)
    {
        const int MostRunning = 10_000;
        var rows = await store.ListAsync(algorithm, area, cancellationToken);
        var running = await jobs.ListAsync([JobState.Running], MostRunning, cancellationToken);
        return new(chips, [.. rows.Where(row => chips.Length > 1 || row.Key == chips[0])], running.ToDictionary(job => job.Id.ToString(), job => job.Progress ?? 0, StringComparer.Ordinal));
    }
}
