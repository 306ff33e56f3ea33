using System.Numerics;

namespace Graticule.Raster.Expressions;

/// <summary>An operation on two numbers, for as many of them as a machine word of vectors holds.</summary>
internal interface IBinaryKernel
{
    static abstract Vector<double> Apply(Vector<double> a, Vector<double> b);

    static abstract double Apply(double a, double b);
}

/// <summary>Runs element by element what <see cref="System.Numerics.Tensors.TensorPrimitives"/> does not offer with the meaning needed here.</summary>
internal static class Kernels
{
    internal static void Binary<TKernel>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
        where TKernel : struct, IBinaryKernel
    {
        a = a[..target.Length];
        b = b[..target.Length];
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            TKernel.Apply(new Vector<double>(a[i..]), new Vector<double>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = TKernel.Apply(a[i], b[i]);
        }
    }

    internal static void Select(ReadOnlySpan<double> condition, ReadOnlySpan<double> then, ReadOnlySpan<double> otherwise, Span<double> target)
    {
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var isFalse = Vector.Equals(new Vector<double>(condition[i..]), Vector<double>.Zero);
            Vector.ConditionalSelect(isFalse, new Vector<double>(otherwise[i..]), new Vector<double>(then[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = condition[i] != 0 ? then[i] : otherwise[i];
        }
    }

    /// <summary>For what is rarely used and has no vector form that agrees with the library function on every value.</summary>
    internal static void OneByOne(Operation operation, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = ScalarMath.Apply(operation, a[i], b[i]);
        }
    }
}
