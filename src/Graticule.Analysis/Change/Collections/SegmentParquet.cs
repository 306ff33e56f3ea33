using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Cubes;
using Graticule.Raster.Tables;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Segments as GeoParquet 1.1: a row each, with the centre of its pixel as a point in longitude and latitude on WGS 84.</summary>
internal sealed class SegmentParquet : ISegmentFile
{
    private const string Geometry = "geometry";
    private const int WkbPoint = 1;

    private static readonly TableColumn[] Facts =
    [
        new("x", ColumnType.Number), new("y", ColumnType.Number), new("segment", ColumnType.WholeNumber), new("start", ColumnType.Instant), new("end", ColumnType.Instant),
        new("break", ColumnType.Instant), new("probability", ColumnType.Number), new("observations", ColumnType.WholeNumber), new("curve_qa", ColumnType.WholeNumber),
    ];

    private readonly ChangePlan _plan;
    private readonly ParquetFile _table;
    private readonly object?[] _row;
    private (double West, double South, double East, double North)? _bounds;

    internal SegmentParquet(string path, ChangePlan plan)
    {
        _plan = plan;
        var numbers = plan.Bands.SelectMany(band => SegmentBands.OfModel.Select(name => new TableColumn($"{band.Role}_{name}", ColumnType.Number)));
        TableColumn[] columns = [.. Facts, .. numbers, new(Geometry, ColumnType.Bytes)];
        (_table, _row) = (new(path, columns), new object?[columns.Length]);
    }

    public void Add(FoundPixel pixel)
    {
        Span<double> numbers = stackalloc double[SegmentBands.OfModel.Count];
        for (var i = 0; i < pixel.Result.Models.Count; i++)
        {
            var model = pixel.Result.Models[i];
            (_row[0], _row[1], _row[2]) = (Known(pixel.X), Known(pixel.Y), i + 1L);
            (_row[3], _row[4], _row[5]) = (InstantOf(model.StartDay), InstantOf(model.EndDay), InstantOf(model.BreakDay));
            (_row[6], _row[7], _row[8]) = (model.ChangeProbability, (long)model.ObservationCount, (long)model.CurveQa);
            var column = Facts.Length;
            foreach (var band in _plan.Bands)
            {
                SegmentBands.Put(model.Bands[_plan.LaneOf(band)], numbers);
                foreach (var number in numbers)
                {
                    _row[column++] = Known(number);
                }
            }

            _row[column] = PointOf(pixel);
            _table.Add(_row);
        }
    }

    public void Finish()
    {
        // Without a reference system, readers take longitude and latitude on WGS 84.
        var described = new JsonObject { ["encoding"] = "WKB", ["geometry_types"] = new JsonArray("Point") };
        if (_bounds is { } box)
        {
            described["bbox"] = new JsonArray(box.West, box.South, box.East, box.North);
        }

        _table.Facts["geo"] = new JsonObject { ["version"] = "1.1.0", ["primary_column"] = Geometry, ["columns"] = new JsonObject { [Geometry] = described } }.ToJsonString();
        _table.Facts["algorithm"] = _plan.Algorithm;
        _table.Finish();
    }

    public void Dispose() => _table.Dispose();

    private byte[]? PointOf(FoundPixel pixel)
    {
        var (x, y) = (pixel.Longitude, pixel.Latitude);
        if (double.IsNaN(x))
        {
            return null;
        }

        _bounds = _bounds is { } box ? (Math.Min(box.West, x), Math.Min(box.South, y), Math.Max(box.East, x), Math.Max(box.North, y)) : (x, y, x, y);
        var point = new byte[1 + sizeof(int) + (2 * sizeof(double))];
        point[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(point.AsSpan(1), WkbPoint);
        BinaryPrimitives.WriteDoubleLittleEndian(point.AsSpan(1 + sizeof(int)), x);
        BinaryPrimitives.WriteDoubleLittleEndian(point.AsSpan(1 + sizeof(int) + sizeof(double)), y);
        return point;
    }

    private static double? Known(double number) => double.IsFinite(number) ? number : null;

    /// <summary>Null for the day 0 of fits without a break.</summary>
    private static DateTimeOffset? InstantOf(int day) => day < 1 ? null : new DateTimeOffset(DateOnly.FromDayNumber(day - 1), default, TimeSpan.Zero);
}
