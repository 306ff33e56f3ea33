namespace Graticule.Raster.Cubes;

/// <summary>
/// The number that stands for a missing value ("nodata") in a cube: a NaN with a payload of its own, so that it is told from a NaN
/// that was computed and passes through arithmetic of one operand unharmed. R keeps its NA in the same way (R Internals, section 1.1).
/// The payload fits into a 32-bit NaN too, so it survives the way through <see cref="float"/>.
/// </summary>
public static class Missing
{
    /// <summary>The bits of the missing value, its sign left out.</summary>
    public const long Bits = 0x7FF8_00F4_4000_0000;

    /// <summary>The missing value.</summary>
    public static double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether a number is the missing value; a changed sign does not matter.</summary>
    public static bool Is(double number) => (BitConverter.DoubleToInt64Bits(number) & long.MaxValue) == Bits;
}
