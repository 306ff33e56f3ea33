using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Cubes;

/// <summary>Loops over the cells of planes that keep missing values apart from NaN.</summary>
internal static class MissingLanes
{
    /// <summary>(a - b) / (a + b); missing where one of them is.</summary>
    internal static void NormalizedDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var va = Vectors(a);
        var vb = Vectors(b);
        var vr = MemoryMarshal.Cast<double, Vector<double>>(result[..a.Length]);
        var missing = new Vector<double>(Missing.Value);
        for (var i = 0; i < vr.Length; i++)
        {
            var value = (va[i] - vb[i]) / (va[i] + vb[i]);
            vr[i] = Vector.ConditionalSelect(IsMissing(va[i]) | IsMissing(vb[i]), missing, value);
        }

        for (var i = vr.Length * Vector<double>.Count; i < a.Length; i++)
        {
            result[i] = Missing.Is(a[i]) || Missing.Is(b[i]) ? Missing.Value : (a[i] - b[i]) / (a[i] + b[i]);
        }
    }

    /// <summary>The data, or the replacement where the mask is neither 0 nor NaN nor missing.</summary>
    internal static void Replace(ReadOnlySpan<double> data, ReadOnlySpan<double> mask, double replacement, Span<double> result)
    {
        var vd = Vectors(data);
        var vm = Vectors(mask);
        var vr = MemoryMarshal.Cast<double, Vector<double>>(result[..data.Length]);
        var other = new Vector<double>(replacement);
        for (var i = 0; i < vr.Length; i++)
        {
            var isMasked = Vector.AndNot(Vector.Equals(vm[i], vm[i]), Vector.Equals(vm[i], Vector<double>.Zero));
            vr[i] = Vector.ConditionalSelect(isMasked, other, vd[i]);
        }

        for (var i = vr.Length * Vector<double>.Count; i < data.Length; i++)
        {
            result[i] = double.IsNaN(mask[i]) || mask[i] == 0 ? data[i] : replacement;
        }
    }

    /// <summary>Puts those values that are finite into the result.</summary>
    internal static void TakeValid(ReadOnlySpan<double> values, Span<double> result)
    {
        var vv = Vectors(values);
        var vr = MemoryMarshal.Cast<double, Vector<double>>(result[..values.Length]);
        var infinity = new Vector<double>(double.PositiveInfinity);
        for (var i = 0; i < vr.Length; i++)
        {
            vr[i] = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(vv[i]), infinity), vv[i], vr[i]);
        }

        for (var i = vr.Length * Vector<double>.Count; i < values.Length; i++)
        {
            result[i] = double.IsFinite(values[i]) ? values[i] : result[i];
        }
    }

    private static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> numbers) => MemoryMarshal.Cast<double, Vector<double>>(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> IsMissing(Vector<double> numbers) =>
        Vector.Equals(Vector.AsVectorInt64(numbers) & new Vector<long>(long.MaxValue), new Vector<long>(Missing.Bits));
}
