using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Pixels;

/// <summary>Moves samples between their type in a file and double, without changing a value that both can hold.</summary>
internal static class Samples
{
    /// <summary>Widens as many samples as <paramref name="target"/> holds.</summary>
    internal static void Widen(PixelType type, ReadOnlySpan<byte> source, Span<double> target)
    {
        switch (type)
        {
            case PixelType.UInt8: Widen(source, target); break;
            case PixelType.UInt16: Widen(MemoryMarshal.Cast<byte, ushort>(source), target); break;
            case PixelType.Int16: Widen(MemoryMarshal.Cast<byte, short>(source), target); break;
            case PixelType.UInt32: WidenOneByOne(MemoryMarshal.Cast<byte, uint>(source), target); break;
            case PixelType.Int32: WidenOneByOne(MemoryMarshal.Cast<byte, int>(source), target); break;
            case PixelType.Float32: Widen(MemoryMarshal.Cast<byte, float>(source), target); break;
            default: MemoryMarshal.Cast<byte, double>(source)[..target.Length].CopyTo(target); break;
        }
    }

    /// <summary>Narrows numbers that are already whole and in range if the type is an integer.</summary>
    internal static void Narrow(PixelType type, ReadOnlySpan<double> source, Span<byte> target)
    {
        switch (type)
        {
            case PixelType.UInt8: NarrowBytes(source, target); break;
            case PixelType.UInt16: NarrowWords(source, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case PixelType.Int16: NarrowWords(source, MemoryMarshal.Cast<byte, ushort>(target)); break;
            case PixelType.UInt32: NarrowOneByOne(source, MemoryMarshal.Cast<byte, uint>(target)); break;
            case PixelType.Int32: NarrowOneByOne(source, MemoryMarshal.Cast<byte, int>(target)); break;
            case PixelType.Float32: NarrowFloats(source, MemoryMarshal.Cast<byte, float>(target)); break;
            default: source.CopyTo(MemoryMarshal.Cast<byte, double>(target)); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<byte> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(source[i..]), out var low, out var high);
            Put(low, target[i..]);
            Put(high, target[(i + Vector<ushort>.Count)..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<ushort> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Put(new Vector<ushort>(source[i..]), target[i..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<short> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(source[i..]), out var low, out var high);
            Put(Vector.ConvertToSingle(low), target[i..]);
            Put(Vector.ConvertToSingle(high), target[(i + Vector<int>.Count)..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Put(new Vector<float>(source[i..]), target[i..]);
        }

        WidenOneByOne(source[i..], target[i..]);
    }

    private static void Put(Vector<ushort> words, Span<double> target)
    {
        Vector.Widen(words, out var low, out var high);
        Put(Vector.ConvertToSingle(Vector.AsVectorInt32(low)), target);
        Put(Vector.ConvertToSingle(Vector.AsVectorInt32(high)), target[Vector<uint>.Count..]);
    }

    private static void Put(Vector<float> floats, Span<double> target)
    {
        Vector.Widen(floats, out var low, out var high);
        low.CopyTo(target);
        high.CopyTo(target[Vector<double>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WidenOneByOne<T>(ReadOnlySpan<T> source, Span<double> target)
        where T : INumber<T>
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = double.CreateTruncating(source[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowFloats(ReadOnlySpan<double> source, Span<float> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Floats(source, i).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (float)source[i];
        }
    }

    /// <summary>16-bit numbers, signed or not: both are the low half of the same 32-bit number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowWords(ReadOnlySpan<double> source, Span<ushort> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Words(source, i).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = unchecked((ushort)(int)source[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowBytes(ReadOnlySpan<double> source, Span<byte> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Narrow(Words(source, i), Words(source, i + Vector<ushort>.Count)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (byte)source[i];
        }
    }

    private static Vector<ushort> Words(ReadOnlySpan<double> source, int at)
    {
        var low = Vector.ConvertToInt32(Floats(source, at));
        var high = Vector.ConvertToInt32(Floats(source, at + Vector<float>.Count));
        return Vector.AsVectorUInt16(Vector.Narrow(low, high));
    }

    private static Vector<float> Floats(ReadOnlySpan<double> source, int at) =>
        Vector.Narrow(new Vector<double>(source[at..]), new Vector<double>(source[(at + Vector<double>.Count)..]));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowOneByOne<T>(ReadOnlySpan<double> source, Span<T> target)
        where T : INumber<T>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = T.CreateTruncating(source[i]);
        }
    }
}
