using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Raster.Observations.Grids;

/// <summary>A variable that lies on the places of a file.</summary>
/// <param name="Array">As the file describes it.</param>
/// <param name="Axes">For each of the dimensions of the places, which of the array's it is; -1: it has it not, and is the same all along.</param>
internal sealed record PlacedArray(ArrayInfo Array, int[] Axes)
{
    /// <summary>
    /// Finds how an array lies on places: each of its dimensions is one of theirs, or has one step, or goes up or down - then its first layer is read.
    /// </summary>
    /// <param name="file">Whose array it is.</param>
    /// <param name="array">Of numbers.</param>
    /// <param name="places">Names of the dimensions of the places; an empty name is that of none.</param>
    /// <param name="layout">For the name of the vertical dimension.</param>
    /// <param name="problem">Why it does not, as the rest of a sentence that begins with the array's name.</param>
    internal static PlacedArray? Find(ArrayReader file, ArrayInfo array, IReadOnlyList<string> places, DatasetLayout layout, out string problem)
    {
        problem = array.Content == ArrayContent.Numbers ? "" : "does not hold numbers";
        var axes = places.Select(_ => -1).ToArray();
        for (var i = 0; i < array.Dimensions.Count && problem.Length == 0; i++)
        {
            var dimension = array.Dimensions[i];
            var place = places.ToList().FindIndex(name => name.Length > 0 && name == dimension.Name);
            if (place >= 0)
            {
                axes[place] = i;
            }
            else if (dimension.Size != 1 && !CoordinateArrays.IsVertical(file, dimension.Name, layout))
            {
                problem = $"has a dimension '{dimension.Name}' of {dimension.Size} steps, which is neither a place, nor a time, nor a depth";
            }
        }

        return problem.Length == 0 ? new(array, axes) : null;
    }

    /// <summary>Numbers of elements to read along each of the array's dimensions, one where nothing else is said.</summary>
    internal long[] Window() => [.. Array.Dimensions.Select(_ => 1L)];
}
