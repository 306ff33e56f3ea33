namespace Graticule.Raster.Cubes;

/// <summary>Rows become columns.</summary>
internal static class Turning
{
    /// <param name="source">Row after row.</param>
    /// <param name="target">As long.</param>
    /// <param name="width">Numbers in a row of the source.</param>
    internal static void Turn(ReadOnlySpan<double> source, Span<double> target, int width)
    {
        var height = source.Length / Math.Max(1, width);
        for (var row = 0; row < height; row++)
        {
            var line = source.Slice(row * width, width);
            for (var column = 0; column < width; column++)
            {
                target[(column * height) + row] = line[column];
            }
        }
    }
}
