using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>Where the pixels of a picture lie in a raster of the same CRS whose rows and columns run along the axes.</summary>
internal static class AxisMap
{
    /// <summary>Keeps a centre that falls on an edge between two pixels from falling to either side by a rounding error; GDAL's figure.</summary>
    private const double Nudge = 1e-10;

    /// <summary>Pixels of the raster for one pixel of the picture, along the finer axis.</summary>
    internal static double Scale(MapSource source, Box box, int width, int height) => Math.Min(
        Math.Abs((box.MaxX - box.MinX) / width / source.Place.Transform[1]), Math.Abs((box.MaxY - box.MinY) / height / source.Place.Transform[5]));

    /// <summary>For each column of the picture the column of the level that its centre falls into; -1 beside the raster.</summary>
    internal static int[] Columns(MapSource source, LayerLevel level, Box box, int width) =>
        Places(box.MinX, (box.MaxX - box.MinX) / width, source.Place.Transform[0], source.Place.Transform[1], source.Info.Width, level.Width, width);

    /// <summary>For each row of the picture the row of the level that its centre falls into; -1 above or below the raster.</summary>
    internal static int[] Rows(MapSource source, LayerLevel level, Box box, int height) =>
        Places(box.MaxY, (box.MinY - box.MaxY) / height, source.Place.Transform[3], source.Place.Transform[5], source.Info.Height, level.Height, height);

    private static int[] Places(double first, double step, double origin, double size, int whole, int thinned, int count)
    {
        var places = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = ((first + ((i + 0.5) * step) - origin) / size) + Nudge;
            places[i] = at >= 0 && at < whole ? Math.Min((int)(at * thinned / whole), thinned - 1) : -1;
        }

        return places;
    }
}
