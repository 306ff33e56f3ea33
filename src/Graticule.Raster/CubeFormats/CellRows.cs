using System.Collections;
using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;

namespace Graticule.Raster.CubeFormats;

/// <summary>A cube as a table: its bands are columns of cells, all other dimensions and the properties of geometries are columns before these.</summary>
internal sealed class CellRows : IEnumerable<CellRow>
{
    private readonly MemoryCube _cube;
    private readonly List<(Dimension Dimension, int Stride)> _along = [];
    private readonly List<int> _offsets = [0];
    private readonly Dictionary<Dimension, IReadOnlyList<string>> _properties = [];

    internal CellRows(MemoryCube cube)
    {
        _cube = cube;
        List<string> headings = [];
        List<string> bands = ["value"];
        foreach (var (dimension, stride) in cube.Shape.Dimensions.Zip(CellAxes.Strides(cube.Shape)))
        {
            if (dimension.Type == DimensionType.Bands && bands is ["value"])
            {
                bands = [.. dimension.Labels.Select(label => label.Text)];
                _offsets = [.. Enumerable.Range(0, dimension.Count).Select(band => band * stride)];
                continue;
            }

            _along.Add((dimension, stride));
            headings.Add(dimension.Name);
            _properties[dimension] = [.. PropertiesOf(dimension)];
            headings.AddRange(_properties[dimension]);
        }

        Headings = Unique([.. headings, .. bands]);
    }

    /// <summary>Names of all columns, all different.</summary>
    internal IReadOnlyList<string> Headings { get; }

    /// <summary>Along which rows lie, and of each the names of the properties of its geometries: the columns before those of the cells.</summary>
    internal IEnumerable<(Dimension Dimension, IReadOnlyList<string> Properties)> Along => _along.Select(along => (along.Dimension, _properties[along.Dimension]));

    public IEnumerator<CellRow> GetEnumerator()
    {
        // What is said of a place along a dimension is the same in many rows.
        var said = _along.ConvertAll(along => new object?[]?[along.Dimension.Count]);
        var places = new int[_along.Count];
        do
        {
            var at = 0;
            List<object?> labels = [];
            for (var i = 0; i < places.Length; i++)
            {
                at += _along[i].Stride * places[i];
                labels.AddRange(said[i][places[i]] ??= Describe(_along[i].Dimension, places[i]));
            }

            var cells = new double[_offsets.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = _cube.Values[at + _offsets[i]];
            }

            yield return new(labels, cells)
            {
                Feature = FeatureAt(places),
            };
        }
        while (Advance(places));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives names that occur again a number.</summary>
    internal static IReadOnlyList<string> Unique(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<string> unique = [];
        foreach (var name in names)
        {
            var (other, number) = (name, 1);
            while (!taken.Add(other))
            {
                number++;
                other = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            }

            unique.Add(other);
        }

        return unique;
    }

    /// <summary>Names of properties, each once, in the order in which they first occur.</summary>
    internal static IEnumerable<string> PropertiesOf(Dimension dimension) =>
        (dimension.Features?.Features ?? []).SelectMany(feature => feature.Properties.Keys).Distinct(StringComparer.Ordinal);

    private object?[] Describe(Dimension dimension, int place)
    {
        var label = dimension.Labels[place];
        var feature = dimension.Features is { } features ? FeatureOf(features, label, place) : null;
        return [label.IsText ? label.Text : label.Number, .. _properties[dimension].Select(name => feature?.Properties.GetValueOrDefault(name))];
    }

    /// <summary>Labels number the features, also after some were left out.</summary>
    internal static Feature? FeatureOf(FeatureCollection features, Label label, int place)
    {
        var number = label is { IsText: false } && label.Number == Math.Floor(label.Number) && label.Number >= 0 ? label.Number : place;
        return number < features.Features.Count ? features.Features[(int)number] : null;
    }

    /// <summary>Of the first dimension of geometries.</summary>
    private Feature? FeatureAt(int[] places)
    {
        var index = _along.FindIndex(along => along.Dimension.Features is not null);
        return index < 0 ? null : FeatureOf(_along[index].Dimension.Features!, _along[index].Dimension.Labels[places[index]], places[index]);
    }

    private bool Advance(int[] places)
    {
        for (var i = places.Length - 1; i >= 0; i--)
        {
            if (++places[i] < _along[i].Dimension.Count)
            {
                return true;
            }

            places[i] = 0;
        }

        return false;
    }
}

/// <summary>One row of the table.</summary>
/// <param name="Labels">Texts, numbers, truths and nulls.</param>
/// <param name="Cells">One for each band.</param>
internal sealed record CellRow(IReadOnlyList<object?> Labels, IReadOnlyList<double> Cells)
{
    /// <summary>That the row is about; null where there are no geometries.</summary>
    internal Feature? Feature { get; init; }
}
