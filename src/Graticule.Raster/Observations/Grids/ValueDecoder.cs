using System.Numerics;
using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Observations.Grids;

/// <summary>
/// Makes values of an array's stored numbers: unpacked in double precision, rounded to single, and temperatures then taken from kelvin to degrees
/// Celsius in single precision, as Apache SDAP does it; NaN where there is none.
/// </summary>
internal sealed class ValueDecoder
{
    private readonly Packing _packing;
    private readonly float[]? _table;
    private readonly (float Least, float Most) _range;
    private readonly float[] _missing;

    internal ValueDecoder(ArrayInfo array, Packing packing)
    {
        (_packing, _range, _missing) = (packing, packing.SingleRange, packing.SingleMissing);
        IsKelvin = Temperatures.IsKelvin(array);
        Type = array.SampleType is >= (int)PixelType.UInt8 and <= (int)PixelType.Float32 ? (PixelType)array.SampleType : PixelType.Float64;
        _table = Type switch
        {
            PixelType.UInt8 => Table(256, code => code),
            PixelType.UInt16 => Table(65536, code => code),
            PixelType.Int16 => Table(65536, code => (short)code),
            _ => null,
        };
    }

    /// <summary>Whether values are turned from kelvin into degrees Celsius.</summary>
    internal bool IsKelvin { get; }

    /// <summary>The type in which numbers are to be read.</summary>
    internal PixelType Type { get; }

    /// <summary>Decodes numbers of <see cref="Type"/>.</summary>
    /// <param name="stored">The numbers; the values may lie in the same memory where both are of single precision.</param>
    /// <param name="values">As many.</param>
    internal void Decode(ReadOnlySpan<byte> stored, Span<float> values)
    {
        switch (Type)
        {
            case PixelType.UInt8:
                LookUp(stored, values);
                break;
            case PixelType.UInt16 or PixelType.Int16:
                LookUp(MemoryMarshal.Cast<byte, ushort>(stored), values);
                break;
            case PixelType.Float32 when _packing.IsPlain:
                Screen(MemoryMarshal.Cast<byte, float>(stored), values);
                break;
            case PixelType.Float32:
                Unpack(MemoryMarshal.Cast<byte, float>(stored), values);
                break;
            case PixelType.Int32:
                Unpack(MemoryMarshal.Cast<byte, int>(stored), values);
                break;
            case PixelType.UInt32:
                Unpack(MemoryMarshal.Cast<byte, uint>(stored), values);
                break;
            default:
                Unpack(MemoryMarshal.Cast<byte, double>(stored), values);
                break;
        }
    }

    private float[] Table(int codes, Func<int, int> number)
    {
        var table = new float[codes];
        for (var code = 0; code < codes; code++)
        {
            table[code] = Decode(number(code));
        }

        return table;
    }

    private float Decode(double number)
    {
        var value = (float)_packing.Unpack(number);
        return IsKelvin ? Temperatures.ToCelsius(value) : value;
    }

    private void LookUp(ReadOnlySpan<byte> stored, Span<float> values)
    {
        var table = _table!;
        for (var i = 0; i < stored.Length; i++)
        {
            values[i] = table[stored[i]];
        }
    }

    private void LookUp(ReadOnlySpan<ushort> stored, Span<float> values)
    {
        var table = _table!;
        for (var i = 0; i < stored.Length; i++)
        {
            values[i] = table[stored[i]];
        }
    }

    private void Unpack<T>(ReadOnlySpan<T> stored, Span<float> values)
        where T : INumberBase<T>
    {
        for (var i = 0; i < stored.Length; i++)
        {
            values[i] = Decode(double.CreateTruncating(stored[i]));
        }
    }

    /// <summary>Numbers that are values already, but for those that are missing.</summary>
    private void Screen(ReadOnlySpan<float> stored, Span<float> values)
    {
        var (zero, none) = (new Vector<float>(IsKelvin ? Temperatures.Zero : 0), new Vector<float>(float.NaN));
        var (lowest, highest) = (new Vector<float>(_range.Least), new Vector<float>(_range.Most));
        var i = 0;
        for (; i <= stored.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var number = new Vector<float>(stored[i..]);
            var isValid = Vector.GreaterThanOrEqual(number, lowest) & Vector.LessThanOrEqual(number, highest);
            foreach (var fill in _missing)
            {
                isValid = Vector.AndNot(isValid, Vector.Equals(number, new Vector<float>(fill)));
            }

            Vector.ConditionalSelect(isValid, number - zero, none).CopyTo(values[i..]);
        }

        for (; i < stored.Length; i++)
        {
            values[i] = Decode(stored[i]);
        }
    }
}
