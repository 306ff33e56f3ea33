using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Tables;

namespace Graticule.Raster.CubeFormats;

/// <summary>The columns of a table with types: what CSV has as texts, as what it is.</summary>
internal sealed class TableColumns
{
    private readonly List<ColumnType> _types = [];
    private readonly Dictionary<string, DateTimeOffset> _instants = new(StringComparer.Ordinal);

    private readonly bool _hasCells;

    /// <param name="rows">Of a cube.</param>
    /// <param name="hasCells">Whether its cells are columns.</param>
    internal TableColumns(CellRows rows, bool hasCells)
    {
        _hasCells = hasCells;
        foreach (var (dimension, properties) in rows.Along)
        {
            _types.Add(TypeOf(dimension));
            _types.AddRange(properties.Select(name => TypeOf(dimension.Features!.Features.Select(feature => feature.Properties.GetValueOrDefault(name)))));
        }

        var labels = _types.Count;
        All = [.. rows.Headings.Take(hasCells ? int.MaxValue : labels).Select((heading, i) => new TableColumn(heading, i < labels ? _types[i] : ColumnType.Number))];
    }

    /// <summary>In the order of the headings.</summary>
    internal IReadOnlyList<TableColumn> All { get; }

    /// <summary>The values of a row as its columns have them.</summary>
    internal IEnumerable<object?> Of(CellRow row) => row.Labels.Select((label, i) => Typed(label, _types[i]))
        .Concat((_hasCells ? row.Cells : []).Select(cell => Missing.Is(cell) ? null : (object?)cell));

    private object? Typed(object? value, ColumnType type) => (type, value) switch
    {
        (_, null) => null,
        (ColumnType.WholeNumber, double number) => (long)number,
        (ColumnType.Instant, string text) => InstantOf(text),
        (ColumnType.Text, _) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>The same few texts come again in every row.</summary>
    private DateTimeOffset InstantOf(string text)
    {
        if (!_instants.TryGetValue(text, out var instant))
        {
            _instants[text] = instant = Instants.Find(text)!.Value;
        }

        return instant;
    }

    private static ColumnType TypeOf(Dimension dimension) => dimension.Type == DimensionType.Temporal && dimension.Labels.All(label => Instants.Find(label.Text) is not null)
        ? ColumnType.Instant
        : TypeOf(dimension.Labels.Select(label => (object?)(label.IsText ? label.Text : label.Number)));

    private static ColumnType TypeOf(IEnumerable<object?> values)
    {
        var present = values.Where(value => value is not null).ToList();
        return present switch
        {
            [] => ColumnType.Text,
            _ when present.TrueForAll(value => value is double number && number == Math.Floor(number) && Math.Abs(number) < 1L << 53) => ColumnType.WholeNumber,
            _ when present.TrueForAll(value => value is double) => ColumnType.Number,
            _ when present.TrueForAll(value => value is bool) => ColumnType.Truth,
            _ => ColumnType.Text,
        };
    }
}
