using System.Globalization;

namespace Graticule.Raster.Ard;

/// <summary>A chip or a tile by its place in a grid; may lie outside of the grid.</summary>
/// <param name="Column">To the right; h of a tile.</param>
/// <param name="Row">Downwards; v of a tile.</param>
public readonly record struct GridCell(int Column, int Row)
{
    /// <summary>As names of files and of tiles have it: <c>HHHVVV</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Column:000}{Row:000}");

    /// <summary>Reads <c>HHHVVV</c>; null for anything else.</summary>
    public static GridCell? Parse(string text) =>
        text.Length == 6 && text.All(char.IsAsciiDigit)
            ? new(int.Parse(text.AsSpan(0, 3), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture))
            : null;
}

/// <summary>A corner in metres of the grid's projection.</summary>
public readonly record struct GridPoint(long X, long Y);
