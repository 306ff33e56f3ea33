using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Jobs;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Matchup;

/// <summary>
/// How much a match-up would look at, by day: points exactly, from their tables; cells and pixels by how much of the extent of their files lies in the area.
/// Opens no grid and needs no GDAL.
/// </summary>
public static class MatchupPreview
{
    private const long Day = 86_400;

    /// <param name="inputs">Those of <c>matchup</c>, checked.</param>
    /// <param name="catalog">What is registered.</param>
    /// <param name="folder">Where files of points that were sent along are; null: none were.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ProblemException">NotFound: there is no such data set. InvalidInput: points that were sent along cannot be read.</exception>
    public static JsonObject Of(JsonObject inputs, DatasetCatalog catalog, string? folder, CancellationToken cancellationToken)
    {
        var request = MatchupInputs.Read(inputs);
        var data = MatchupData.Open(request, catalog, folder ?? "");
        var around = request.ClipSecondaries ? request.Box : SphereBox.Grow(request.Box, request.RadiusTolerance);
        return new()
        {
            ["primary"] = Candidates(data.Primary, request, request.Box, request.Start, request.End, cancellationToken),
            ["secondaries"] = new JsonArray(
            [
                .. data.Secondaries.Select(secondary => (JsonNode)Candidates(secondary, request, around, request.SecondaryStart, request.SecondaryEnd, cancellationToken)),
            ]),
        };
    }

    private static JsonObject Candidates(ObservationDataset dataset, MatchupRequest request, LonLatBox box, long start, long end, CancellationToken cancellationToken)
    {
        SortedDictionary<long, double> days = [];
        SortedDictionary<string, long> platforms = new(StringComparer.Ordinal);
        var granules = dataset.Within(box, start, end).ToList();
        foreach (var granule in granules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (dataset.Kind is not DatasetKind.Points)
            {
                Spread(granule, box, start, end, days);
            }
            else if (granule.Table is { } name)
            {
                using var table = PointTable.Open(Path.Combine(dataset.Folder, name));
                Count(table, QueryOf(request, box, start, end), days, platforms);
            }
        }

        JsonObject found = new()
        {
            ["dataset"] = dataset.Id,
            ["kind"] = dataset.Kind.ToString().ToLowerInvariant(),
            ["files"] = granules.Count,
            ["count"] = (long)Math.Round(days.Values.Sum()),
            ["isEstimate"] = dataset.Kind is not DatasetKind.Points,
            ["days"] = new JsonArray([.. days.Select(day => new JsonObject { ["date"] = DateOf(day.Key), ["count"] = (long)Math.Round(day.Value) })]),
        };
        if (dataset.Kind is DatasetKind.Points)
        {
            found["platforms"] = new JsonArray([.. platforms.Select(platform => new JsonObject { ["platform"] = platform.Key, ["count"] = platform.Value })]);
        }

        return found;
    }

    private static PointQuery QueryOf(MatchupRequest request, LonLatBox box, long start, long end) => new()
    {
        Box = box,
        Start = start,
        End = end,
        DepthMin = request.DepthMin,
        DepthMax = request.DepthMax,
        Platforms = request.Platforms,
        Variables = request.Parameter is { } parameter ? [parameter] : [],
    };

    private static void Count(PointTable table, PointQuery query, SortedDictionary<long, double> days, SortedDictionary<string, long> platforms)
    {
        var times = table.Times;
        var indexes = table.PlatformIndexes;
        var each = new long[table.Platforms.Count];
        var (day, count) = (long.MinValue, 0L);
        foreach (var row in query.Rows(table))
        {
            each[indexes[row]]++;
            if (FloorDay(times[row]) is var next && next != day)
            {
                Add(days, day, count);
                (day, count) = (next, 0);
            }

            count++;
        }

        Add(days, day, count);
        for (var i = 0; i < each.Length; i++)
        {
            if (each[i] > 0)
            {
                var name = PointChunk.NameOf(table.Platforms[i]) ?? Platform.UnknownCode;
                platforms[name] = platforms.GetValueOrDefault(name) + each[i];
            }
        }
    }

    /// <summary>The share of a file's observations that its extent has in the box and the span, evenly over its days.</summary>
    private static void Spread(Granule granule, LonLatBox box, long start, long end, SortedDictionary<long, double> days)
    {
        var (from, to) = (Math.Max(granule.Start, start), Math.Min(granule.End, end));
        var length = granule.End - granule.Start + 1.0;
        var cells = granule.Count * Overlap(granule.Bounds, box);
        for (var day = FloorDay(from); day <= FloorDay(to); day++)
        {
            var seconds = Math.Min(to, ((day + 1) * Day) - 1) - Math.Max(from, day * Day) + 1;
            Add(days, day, cells * seconds / length);
        }
    }

    private static void Add(SortedDictionary<long, double> days, long day, double count)
    {
        if (count > 0)
        {
            days[day] = days.GetValueOrDefault(day) + count;
        }
    }

    /// <summary>Share of one box that lies in another; of a box without extent all.</summary>
    internal static double Overlap(LonLatBox bounds, LonLatBox box)
    {
        var height = Share(bounds.South, bounds.North, Math.Max(bounds.South, box.South), Math.Min(bounds.North, box.North));
        var width = Spans(bounds).Sum(span => span.East - span.West);
        var common = Spans(bounds).Sum(span => Spans(box).Sum(other => Math.Max(0, Math.Min(span.East, other.East) - Math.Max(span.West, other.West))));
        return height * (width > 0 ? common / width : 1);
    }

    private static double Share(double low, double high, double from, double to) => high > low ? Math.Max(0, to - from) / (high - low) : 1;

    private static (double West, double East)[] Spans(LonLatBox box) =>
        box.CrossesAntimeridian ? [(box.West, 180), (-180, box.East)] : [(box.West, box.East)];

    private static long FloorDay(long time) => (long)Math.Floor(time / (double)Day);

    private static string DateOf(long day) => DateTimeOffset.FromUnixTimeSeconds(day * Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
