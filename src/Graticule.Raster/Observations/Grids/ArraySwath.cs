using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Pixels of a file of arrays, each with its own latitude and longitude.</summary>
internal sealed class ArraySwath : IDisposable
{
    private readonly ArrayReader _file;
    private readonly IReadOnlyList<ArrayDimension> _places;
    private readonly IReadOnlyList<PlacedArray?> _arrays;

    private ArraySwath(ArrayReader file, IReadOnlyList<ArrayDimension> places, IReadOnlyList<PlacedArray?> arrays, SwathPlaces found, IReadOnlyDictionary<string, string> attributes)
    {
        (_file, _places, _arrays, Places, Attributes) = (file, places, arrays, found, attributes);
        Variables = [.. arrays.Select(placed => placed is null ? null : ArrayVariables.Describe(placed.Array))];
        Dimensions = ArrayVariables.Dimensions(file, Role);
    }

    internal SwathPlaces Places { get; }

    /// <summary>Those that were asked for, in their order; null for one that the file has not.</summary>
    internal IReadOnlyList<ObservedVariable?> Variables { get; }

    internal IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>All of the file, by which identifiers are made.</summary>
    internal IReadOnlyList<TileDimension> Dimensions { get; }

    /// <summary>Rows of one step of time: rows of all steps lie one below the other.</summary>
    internal int RowsOfStep => (int)Size(_places.Skip(1).SkipLast(1));

    internal int Rows => (int)Size(_places.SkipLast(1));

    internal int Columns => (int)_places[^1].Size;

    /// <summary>Takes over an open file.</summary>
    /// <param name="file">Closed with this.</param>
    /// <param name="layout">Names of coordinates.</param>
    /// <param name="names">Names of variables; empty: all.</param>
    /// <exception cref="ObservationFileException">It holds no pixels with places.</exception>
    internal static ArraySwath Open(ArrayReader file, DatasetLayout layout, IReadOnlyList<string> names)
    {
        var coordinates = CoordinateArrays.Find(file, layout);
        if (coordinates is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            throw new ObservationFileException(file.Path, "has no latitudes and longitudes: no variables with the units degrees_north and degrees_east, or of such names; name them in the configuration of the data set");
        }

        var places = SwathPlaces.Dimensions(file, latitude, longitude, coordinates.Time);
        var arrays = ArrayVariables.Find(file, coordinates, [.. places.Select(place => place.Name)], layout, names);
        var texts = FileWords.Texts(file.Attributes);
        return new(file, places, arrays, SwathPlaces.Read(file, coordinates, places, texts), texts);
    }

    /// <inheritdoc cref="SwathGranule.Read"/>
    internal float[] Read(int variable)
    {
        var values = new float[Places.Latitudes.Length];
        if (_arrays[variable] is not { } placed)
        {
            Array.Fill(values, float.NaN);
            return values;
        }

        var decoder = new ValueDecoder(placed.Array, Packing.Of(placed.Array, hasLibraryFills: _file.Driver == "netCDF"));
        var stored = SwathPlaces.Spread(_file, placed, _places, decoder.Type);
        decoder.Decode(stored, values);
        return values;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The role of a dimension for identifiers: rows that are made of several dimensions have none, and lie in one tile.</summary>
    private TileRole Role(ArrayDimension dimension)
    {
        var place = _places.ToList().FindIndex(found => found.Name.Length > 0 && found.Name == dimension.Name);
        return place < 0 ? TileRole.Other : place == 0 ? TileRole.Time : place == _places.Count - 1 && _places.Count > 2 ? TileRole.Column : place == 1 ? TileRole.Row : TileRole.Other;
    }

    private static long Size(IEnumerable<ArrayDimension> dimensions) => dimensions.Aggregate(1L, (product, dimension) => product * dimension.Size);
}
