using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>apply_neighborhood</c>: a cube cut into chunks that may overlap, each treated for itself.</summary>
internal static partial class Chunking
{
    internal static Cube Apply(Arguments args)
    {
        var cube = args.Cube();
        var sizes = Entries(args, cube, "size");
        var overlaps = Entries(args, cube, "overlap");
        List<ChunkAxis> axes = [.. cube.Shape.Dimensions.Select(dimension => Axis(args, dimension, sizes.GetValueOrDefault(dimension.Name), overlaps.GetValueOrDefault(dimension.Name)))];
        return new ChunkedCube(cube, axes, new CubeCallback(args.Callback("process"), args["context"], args.Run));
    }

    private static Dictionary<string, ObjectValue> Entries(Arguments args, Cube cube, string parameter)
    {
        var entries = new Dictionary<string, ObjectValue>(StringComparer.Ordinal);
        foreach (var item in args[parameter] is null ? [] : args.Get<ArrayValue>(parameter).Items)
        {
            if (item is not ObjectValue entry || entry["dimension"] is not string name)
            {
                throw args.Wrong(parameter, "an array of objects with 'dimension', 'value' and perhaps 'unit'");
            }

            if (cube.Shape.Find(name) is null)
            {
                throw CubeArguments.NotAvailable(cube, name, parameter);
            }

            entries[name] = entry;
        }

        return entries;
    }

    private static ChunkAxis Axis(Arguments args, Dimension dimension, ObjectValue? size, ObjectValue? overlap)
    {
        if (size?["value"] is string duration)
        {
            return Periods(args, dimension, Duration(args, "size", duration), overlap);
        }

        var margin = overlap is null ? 0 : Places(args, "overlap", dimension, overlap) ?? 0;
        return size is null || Places(args, "size", dimension, size) is not { } places ? ChunkAxis.Whole(dimension, margin) : places >= 1
            ? ChunkAxis.Of(dimension, places, margin)
            : throw args.Wrong("size", $"at least one pixel along '{dimension.Name}'");
    }

    /// <summary>A number of places; null for all.</summary>
    private static int? Places(Arguments args, string parameter, Dimension dimension, ObjectValue entry)
    {
        var unit = entry["unit"] as string;
        var step = Math.Abs(dimension.Labels.Step);
        var value = entry["value"] switch
        {
            null => (double?)null,
            double number when unit is "px" || dimension.Type != DimensionType.Spatial => number,
            double number when unit is null or "m" && step > 0 => Math.Round(number / step),
            _ => throw args.Wrong(parameter, $"given for '{dimension.Name}' as a number with the unit px, or m where labels lie at equal distances"),
        };
        return value is null or (>= 0 and <= int.MaxValue / 4 and var _) && (value is null || value == Math.Floor(value.Value))
            ? (int?)value
            : throw args.Wrong(parameter, $"a whole number of pixels along '{dimension.Name}', 0 or more");
    }

    /// <summary>Chunks of equal duration from the first instant on; those without an instant are left out.</summary>
    private static ChunkAxis Periods(Arguments args, Dimension dimension, TimeSpanOrMonths duration, ObjectValue? overlap)
    {
        var instants = args.InstantsOf(dimension);
        var margin = overlap?["value"] is string text ? Duration(args, "overlap", text) : new(0, TimeSpan.Zero);
        var places = overlap?["value"] is double ? Places(args, "overlap", dimension, overlap) ?? 0 : 0;
        var chunks = new List<Chunk>();
        for (var (start, i) = (0, 1); start < instants.Count; i++)
        {
            var (from, to) = (duration.After(instants[0], i - 1), duration.After(instants[0], i));
            var end = start;
            while (end < instants.Count && instants[end] < to)
            {
                end++;
            }

            if (end > start)
            {
                var before = places + Enumerable.Range(0, start).Count(place => instants[place] >= margin.After(from, -1));
                var after = places + Enumerable.Range(end, instants.Count - end).Count(place => instants[place] < margin.After(to, 1));
                chunks.Add(new(start, end - start, before, after));
                start = end;
            }
        }

        return new(dimension, chunks);
    }

    private static TimeSpanOrMonths Duration(Arguments args, string parameter, string text)
    {
        try
        {
            // Months have no length of their own, so they are kept apart.
            var (date, rest) = text.Split('T') is [var first, var second] ? (first, "PT" + second) : (text, "");
            var (months, days) = (0, TimeSpan.Zero);
            foreach (var part in DateParts().Matches(date.StartsWith('P') ? date : throw new FormatException()).Cast<Match>())
            {
                var number = int.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture);
                (months, days) = part.Groups["unit"].Value switch
                {
                    "Y" => (months + (12 * number), days),
                    "M" => (months + number, days),
                    "W" => (months, days + TimeSpan.FromDays(7 * number)),
                    _ => (months, days + TimeSpan.FromDays(number)),
                };
            }

            var duration = new TimeSpanOrMonths(months, days + (rest.Length > 2 ? XmlConvert.ToTimeSpan(rest) : TimeSpan.Zero));
            return duration.Months > 0 || duration.Rest > TimeSpan.Zero || parameter == "overlap" ? duration : throw new FormatException();
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw args.Wrong(parameter, $"a number or a duration such as P10D or P1M, which '{text}' is not");
        }
    }

    [GeneratedRegex("(?<number>[0-9]+)(?<unit>[YMWD])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateParts();

    /// <summary>A duration of the calendar.</summary>
    private sealed record TimeSpanOrMonths(int Months, TimeSpan Rest)
    {
        internal DateTimeOffset After(DateTimeOffset start, int times) => start.AddMonths(Months * times) + (Rest * times);
    }
}
