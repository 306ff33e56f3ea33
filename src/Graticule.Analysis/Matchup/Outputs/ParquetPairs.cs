using System.Text.Json.Nodes;
using Graticule.Raster.Tables;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Pairs as GeoParquet 1.1: the columns that the CSV has, with types, and the line of each pair as WKB in longitude and latitude on WGS84.</summary>
internal static class ParquetPairs
{
    private const string Geometry = "geometry";

    internal static void Write(PairSet set, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var fields = new PairFields(set, PairFacts.Of(set, cancellationToken));
        using var table = new ParquetFile(path, [.. fields.Columns, new(Geometry, ColumnType.Bytes)]);
        var row = new ParquetRow(fields.Columns.Count + 1);
        var seen = new SeenGeometries();
        foreach (var (point, matches) in set.Walk(progress, cancellationToken))
        {
            row.Begin(0);
            fields.PutPrimary(point, row);
            foreach (var match in matches)
            {
                row.Begin(fields.PrimaryColumns.Count);
                fields.PutSecondary(match.Secondary, row);
                fields.PutPair(match, row);
                var line = PairLine.Of(point, match.Secondary);
                seen.Note(line);
                row.Values[^1] = line.ToBinary();
                table.Add(row.Values);
            }
        }

        table.Facts["geo"] = seen.Describe().ToJsonString();
        table.Finish();
    }

    /// <summary>Fields as the table takes them.</summary>
    private sealed class ParquetRow(int columns) : IFieldSink
    {
        private int _at;

        internal object?[] Values { get; } = new object?[columns];

        /// <summary>Says which column comes next.</summary>
        internal void Begin(int column) => _at = column;

        public void Text(string? text) => Values[_at++] = text;

        public void Number(double number) => Values[_at++] = double.IsNaN(number) ? null : number;

        public void Whole(long number) => Values[_at++] = number;

        public void Instant(long seconds) => Values[_at++] = DateTimeOffset.FromUnixTimeSeconds(seconds);

        public void Nothing() => Values[_at++] = null;
    }

    /// <summary>What the metadata tell of all geometries.</summary>
    private sealed class SeenGeometries
    {
        private readonly SortedSet<string> _kinds = new(StringComparer.Ordinal);
        private (double West, double South, double East, double North)? _bounds;

        internal void Note(PairLine line)
        {
            _kinds.Add(line.Kind);
            foreach (var part in line.Parts)
            {
                foreach (var (x, y) in part)
                {
                    _bounds = _bounds is { } box ? (Math.Min(box.West, x), Math.Min(box.South, y), Math.Max(box.East, x), Math.Max(box.North, y)) : (x, y, x, y);
                }
            }
        }

        /// <summary>Without a reference system: that is longitude and latitude on WGS84.</summary>
        internal JsonObject Describe()
        {
            var column = new JsonObject { ["encoding"] = "WKB", ["geometry_types"] = new JsonArray([.. _kinds.Select(kind => (JsonNode)kind)]) };
            if (_bounds is { } box)
            {
                column["bbox"] = new JsonArray(box.West, box.South, box.East, box.North);
            }

            return new() { ["version"] = "1.1.0", ["primary_column"] = Geometry, ["columns"] = new JsonObject { [Geometry] = column } };
        }
    }
}
