using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Turns rows of samples of one band into shades: low and below is 0, high and above is 255, between them linear and rounded to
/// nearest; where low and high are equal every value is 127. Samples that are NaN or the nodata value have no shade.
/// </summary>
internal sealed class Shading
{
    private const float Most = byte.MaxValue;
    private const byte Middle = 127;

    private readonly PixelType _type;
    private readonly double _low;
    private readonly double _span;
    private readonly double? _noData;
    private readonly byte[]? _table;
    private readonly double[] _wide;

    internal Shading(PixelType type, double low, double high, double? noData, int width)
    {
        (_type, _low, _span) = (type, low, high - low);
        _noData = type == PixelType.Float32 && noData is { } value ? (float)value : noData;
        if (type == PixelType.UInt8)
        {
            _table = [.. Enumerable.Range(0, 256).Select(sample => Shade(sample))];
        }

        _wide = type is PixelType.UInt8 or PixelType.UInt16 ? [] : new double[width];

        // A nodata value that the type cannot hold occurs nowhere.
        var (min, max) = type.Range();
        HasGaps = type.IsFloating() || (noData >= min && noData <= max && Math.Floor(noData.Value) == noData.Value);
    }

    /// <summary>Whether samples may lack a value; otherwise validity need not be asked for.</summary>
    internal bool HasGaps { get; }

    /// <summary>Shades a row; where it has gaps, <paramref name="valid"/> becomes 255 or 0.</summary>
    internal void Apply(ReadOnlySpan<byte> samples, Span<byte> shades, Span<byte> valid)
    {
        switch (_type)
        {
            case PixelType.UInt8: ApplyBytes(samples, shades, valid); break;
            case PixelType.UInt16: ApplyWords(MemoryMarshal.Cast<byte, ushort>(samples)[..shades.Length], shades, valid); break;
            default: ApplyNumbers(samples, shades, valid); break;
        }
    }

    private byte Shade(double value) => _span > 0 ? (byte)Math.Clamp(((value - _low) * Most / _span) + 0.5, 0, Most) : Middle;

    private void ApplyBytes(ReadOnlySpan<byte> samples, Span<byte> shades, Span<byte> valid)
    {
        var table = _table!;
        for (var i = 0; i < shades.Length; i++)
        {
            shades[i] = table[samples[i]];
        }

        if (HasGaps)
        {
            var gap = (byte)_noData!.Value;
            for (var i = 0; i < shades.Length; i++)
            {
                valid[i] = samples[i] == gap ? byte.MinValue : byte.MaxValue;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ApplyWords(ReadOnlySpan<ushort> samples, Span<byte> shades, Span<byte> valid)
    {
        var (low, span) = ((float)_low, (float)_span);
        var i = 0;
        if (span > 0)
        {
            for (; i <= shades.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Narrow(Words(samples[i..], low, span), Words(samples[(i + Vector<ushort>.Count)..], low, span)).CopyTo(shades[i..]);
            }
        }

        for (; i < shades.Length; i++)
        {
            shades[i] = span > 0 ? (byte)Math.Clamp(((samples[i] - low) * Most / span) + 0.5f, 0, Most) : Middle;
        }

        if (HasGaps)
        {
            var gap = (ushort)_noData!.Value;
            for (i = 0; i < shades.Length; i++)
            {
                valid[i] = samples[i] == gap ? byte.MinValue : byte.MaxValue;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Words(ReadOnlySpan<ushort> samples, float low, float span)
    {
        Vector.Widen(new Vector<ushort>(samples), out var first, out var second);
        return Vector.Narrow(Numbers(first, low, span), Numbers(second, low, span));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Numbers(Vector<uint> samples, float low, float span)
    {
        var share = (Vector.ConvertToSingle(Vector.AsVectorInt32(samples)) - new Vector<float>(low)) * Most / new Vector<float>(span);
        var shade = Vector.Min(Vector.Max(share + new Vector<float>(0.5f), Vector<float>.Zero), new Vector<float>(Most));
        return Vector.AsVectorUInt32(Vector.ConvertToInt32(shade));
    }

    private void ApplyNumbers(ReadOnlySpan<byte> samples, Span<byte> shades, Span<byte> valid)
    {
        var values = _wide.AsSpan(0, shades.Length);
        Samples.Widen(_type, samples, values);
        var gap = _noData ?? double.NaN;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var isValid = !double.IsNaN(value) && value != gap;
            shades[i] = isValid ? Shade(value) : (byte)0;
            if (HasGaps)
            {
                valid[i] = isValid ? byte.MaxValue : byte.MinValue;
            }
        }
    }
}
