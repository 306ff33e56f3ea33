using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Expressions;

/// <summary>An operation on one or two numbers, for as many of them as a vector holds; those on one do not look at the second.</summary>
internal interface IKernel
{
    static abstract Vector<double> Apply(Vector<double> a, Vector<double> b);

    static abstract double Apply(double a, double b);
}

/// <summary>
/// Runs operations element by element. The loops are compiled at full optimisation at once: a whole image may be done before
/// the runtime would find them worth it. A result may overwrite an operand.
/// </summary>
internal static class Kernels
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    [MethodImpl(Hot)]
    internal static void Run<TKernel>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
        where TKernel : struct, IKernel
    {
        a = a[..target.Length];
        b = b[..target.Length];
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        ref var result = ref MemoryMarshal.GetReference(target);
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            TKernel.Apply(Vector.LoadUnsafe(ref left, (nuint)i), Vector.LoadUnsafe(ref right, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] = TKernel.Apply(a[i], b[i]);
        }
    }

    [MethodImpl(Hot)]
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

    /// <summary>For what has no vector form that agrees with the library function on every value.</summary>
    internal static void OneByOne(Operation operation, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = ScalarMath.Apply(operation, a[i], b[i]);
        }
    }
}
