using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>The measured variables of a file of arrays.</summary>
internal static class ArrayVariables
{
    private const long MostBlockBytes = 512L << 20;

    /// <summary>The variables of a list, null for those that the file has not; of an empty list all that lie on the places and are no coordinates themselves.</summary>
    /// <param name="file">Open.</param>
    /// <param name="coordinates">Of the file.</param>
    /// <param name="places">Names of the dimensions of the places; the first may be missing from an array, all others not.</param>
    /// <param name="layout">For the name of the vertical dimension.</param>
    /// <param name="names">Names of variables.</param>
    /// <exception cref="ObservationFileException">One of them does not lie on the places, or nothing does.</exception>
    internal static IReadOnlyList<PlacedArray?> Find(
        ArrayReader file, CoordinateArrays coordinates, IReadOnlyList<string> places, DatasetLayout layout, IReadOnlyList<string> names)
    {
        IReadOnlyList<PlacedArray?> found = names.Count > 0 ? [.. names.Select(Named)] : [.. file.Arrays.Select(All).OfType<PlacedArray>()];
        if (found.Count == 0)
        {
            throw new ObservationFileException(file.Path, $"has no variable along the dimensions {string.Join(" and ", places.Where(place => place.Length > 0))} of its latitudes and longitudes");
        }

        foreach (var array in found.OfType<PlacedArray>().Select(placed => placed.Array))
        {
            // A block is decoded at once, however little of it is wanted.
            if (array.Blocks.Count > 0 && array.Blocks.Aggregate(8d, (bytes, size) => bytes * Math.Max(size, 1)) > MostBlockBytes)
            {
                throw new ObservationFileException(file.Path, $"stores '{array.Name}' in blocks of {string.Join(" x ", array.Blocks)} numbers; at most {MostBlockBytes >> 23} million are handled");
            }
        }

        return found;

        PlacedArray? Named(string name) => file.Find(name) is not { } array ? null
            : PlacedArray.Find(file, array, places, layout, out var problem) ?? throw new ObservationFileException(file.Path, $"has a variable '{name}' that cannot be read: it {problem}");

        PlacedArray? All(ArrayInfo array) =>
            !coordinates.Holds(array) && PlacedArray.Find(file, array, places, layout, out _) is { } placed && Enumerable.Range(1, places.Count - 1).All(place => places[place].Length == 0 || placed.Axes[place] >= 0) ? placed : null;
    }

    /// <summary>What is said of a variable; temperatures are told in the unit that they are read in.</summary>
    internal static ObservedVariable Describe(ArrayInfo array) => new(
        array.Name, array.TextOf("standard_name"), array.TextOf("long_name"), Temperatures.IsKelvin(array) ? Temperatures.Celsius : array.TextOf("units"));

    /// <summary>All dimensions that arrays outside of groups lie along.</summary>
    internal static List<TileDimension> Dimensions(ArrayReader file, Func<ArrayDimension, TileRole> role) =>
    [
        .. file.Arrays.Where(array => !array.Name.Contains('/', StringComparison.Ordinal)).SelectMany(array => array.Dimensions)
            .DistinctBy(dimension => dimension.Name, StringComparer.Ordinal).Select(dimension => new TileDimension(dimension.Name, dimension.Size, role(dimension))),
    ];
}
