namespace Graticule.Raster.Rendering;

/// <summary>Numbers in dots, 5 wide and 7 high as character displays have them; enough for a legend without a font on the machine.</summary>
internal static class DigitFont
{
    internal const int Height = 7;
    internal const int Advance = 6;

    private const int Columns = 5;
    private const string Characters = "0123456789-.+e";

    /// <summary>For each character seven rows from the top; the highest of five bits is the left dot.</summary>
    private static readonly byte[] Rows =
    [
        0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E,
        0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E,
        0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F,
        0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E,
        0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02,
        0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E,
        0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E,
        0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08,
        0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E,
        0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C,
        0x00, 0x00, 0x00, 0x1F, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x0C, 0x0C,
        0x00, 0x04, 0x04, 0x1F, 0x04, 0x04, 0x00,
        0x00, 0x00, 0x0E, 0x11, 0x1F, 0x10, 0x0E,
    ];

    /// <summary>Calls <paramref name="dot"/> for every dot of a text whose upper left corner is the origin; unknown characters are spaces.</summary>
    internal static void Draw(string text, Action<int, int> dot)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var character = Characters.IndexOf(text[at], StringComparison.Ordinal);
            for (var i = 0; i < Height * Columns && character >= 0; i++)
            {
                var (row, column) = (i / Columns, i % Columns);
                if ((Rows[(character * Height) + row] >> (Columns - 1 - column) & 1) == 1)
                {
                    dot((at * Advance) + column, row);
                }
            }
        }
    }
}
