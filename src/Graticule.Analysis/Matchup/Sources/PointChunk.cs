using System.Globalization;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Rows of tables, by time.</summary>
internal sealed class PointChunk : ObservationChunk
{
    private readonly ObservationDataset _dataset;
    private readonly ReadOptions _options;
    private readonly PointReference[] _rows;
    private readonly PointPlaces _places;

    public PointChunk(ObservationDataset dataset, ReadOptions options, PointReference[] rows)
    {
        (_dataset, _options, _rows) = (dataset, options, rows);
        _places = new(
            Array.ConvertAll(rows, row => row.Table.Table.Latitudes[row.Row]),
            Array.ConvertAll(rows, row => row.Table.Table.Longitudes[row.Row]),
            Array.ConvertAll(rows, row => row.Time));
        Bounds = SphereBox.Around(_places.Latitudes, _places.Longitudes);
    }

    public override Places Places => _places;

    public override LonLatBox Bounds { get; }

    public override long Start => _places.Times[0];

    public override long End => _places.Times[^1];

    public override long Bytes => _rows.Length * 48L;

    public override (ObservationChunk First, ObservationChunk Second)? Split()
    {
        var south = SouthernHalf(_places);
        return south is null
            ? null
            : (Part(_rows.Where((_, i) => south[i])), Part(_rows.Where((_, i) => !south[i])));

        PointChunk Part(IEnumerable<PointReference> rows) => new(_dataset, _options, [.. rows]) { Done = Done };
    }

    public override ref int NumberOf(int index) => ref _rows[index].Table.Numbers[_rows[index].Row];

    public override void Append(int index, PointColumns columns)
    {
        var ((_, table, variables, _), row, time) = _rows[index];
        var strings = columns.Strings;
        var platform = table.PlatformOf(row);
        var depth = table.Depths[row];
        columns.Begin(
            _places.Longitudes[index], _places.Latitudes[index], time, depth == PointTable.UnknownDepth ? double.NaN : depth,
            (strings.Of(NameOf(platform)), strings.Of(table.DeviceOf(row)), 0, strings.Of(table.ProjectOf(row) ?? _dataset.Project)));
        columns.AddId(table.MetaOf(row) ?? IdOf(index));
        for (var variable = 0; variable < variables.Length; variable++)
        {
            var value = table.Values(variable)[row];
            if (variables[variable] >= 0 && !double.IsNaN(value) && (value != 0 || !_options.DropZeros))
            {
                columns.AddValue(variables[variable], value);
            }
        }
    }

    /// <summary>The id of a platform, else its code, else its type.</summary>
    internal static string? NameOf(Platform platform) =>
        !string.IsNullOrEmpty(platform.Id) ? platform.Id : !string.IsNullOrEmpty(platform.Code) ? platform.Code : platform.Type;

    private string IdOf(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.FromUnixTimeSeconds(_places.Times[index]):yyyy-MM-ddTHH:mm:ssZ}:{_places.Longitudes[index]}:{_places.Latitudes[index]}");
}
