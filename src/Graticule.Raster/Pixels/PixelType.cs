namespace Graticule.Raster.Pixels;

/// <summary>The numeric types a raster's samples can have here; the values are GDAL's own codes.</summary>
public enum PixelType
{
    UInt8 = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Float32 = 6,
    Float64 = 7,
}

public static class PixelTypes
{
    /// <summary>Bytes of one sample.</summary>
    public static int Size(this PixelType type) => type switch
    {
        PixelType.UInt8 => 1,
        PixelType.UInt16 or PixelType.Int16 => 2,
        PixelType.UInt32 or PixelType.Int32 or PixelType.Float32 => 4,
        _ => 8,
    };

    public static bool IsFloating(this PixelType type) => type is PixelType.Float32 or PixelType.Float64;

    /// <summary>Smallest and largest value the type can hold.</summary>
    public static (double Min, double Max) Range(this PixelType type) => type switch
    {
        PixelType.UInt8 => (byte.MinValue, byte.MaxValue),
        PixelType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        PixelType.Int16 => (short.MinValue, short.MaxValue),
        PixelType.UInt32 => (uint.MinValue, uint.MaxValue),
        PixelType.Int32 => (int.MinValue, int.MaxValue),
        PixelType.Float32 => (float.MinValue, float.MaxValue),
        _ => (double.MinValue, double.MaxValue),
    };
}
