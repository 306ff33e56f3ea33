namespace Graticule.Analysis.Change.Results;

/// <summary>The pixels of a chip: columns from the left, rows from the top, pixels named by their upper left corner.</summary>
public static class ChipShape
{
    /// <summary>Pixels along a side.</summary>
    public const int Side = 100;

    /// <summary>Pixels of a chip.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Metres along a side of a pixel.</summary>
    public const int PixelMetres = 30;

    /// <summary>Metres along a side of a chip.</summary>
    public const int Metres = Side * PixelMetres;

    /// <summary>Index of a pixel, row by row.</summary>
    public static int Pixel(int column, int row) => (row * Side) + column;

    /// <summary>Its left edge.</summary>
    public static int X(int chipX, int pixel) => chipX + (PixelMetres * (pixel % Side));

    /// <summary>Its upper edge.</summary>
    public static int Y(int chipY, int pixel) => chipY - (PixelMetres * (pixel / Side));

    /// <summary>The pixel of a point in the chip, row by row; null: the point lies in another chip.</summary>
    public static int? PixelAt(ChipKey chip, int x, int y)
    {
        var (column, row) = (Floor(x - chip.ChipX), Floor(chip.ChipY - y));
        return column is >= 0 and < Side && row is >= 0 and < Side ? Pixel(column, row) : null;
    }

    private static int Floor(int metres) => (int)Math.Floor((double)metres / PixelMetres);
}
