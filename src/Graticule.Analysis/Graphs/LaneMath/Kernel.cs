using System.Numerics;
using System.Runtime.InteropServices;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Operations on the numbers of many pixels. Where an operand is missing the value is, unless the operation says otherwise.</summary>
internal static class Kernel
{
    internal static void Map<T>(T operation, ReadOnlySpan<double> x, Span<double> to)
        where T : struct, IUnary
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            One(operation, Vector.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < to.Length; i++)
        {
            to[i] = One(operation, x[i]);
        }
    }

    internal static void Map<T>(T operation, Operand x, Operand y, Span<double> to)
        where T : struct, IBinary
    {
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Pair(operation, x.VectorAt(i), y.VectorAt(i)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < to.Length; i++)
        {
            to[i] = Pair(operation, x.At(i), y.At(i));
        }
    }

    /// <summary>For functions without a vectorised form.</summary>
    internal static void Map(Func<double, double, double> function, Operand x, Operand y, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var (left, right) = (x.At(i), y.At(i));
            to[i] = Missing.Is(left) || Missing.Is(right) ? Missing.Value : function(left, right);
        }
    }

    /// <summary>For functions without a vectorised form.</summary>
    internal static void Map(Func<double, double> function, ReadOnlySpan<double> x, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Missing.Is(x[i]) ? Missing.Value : function(x[i]);
        }
    }

    /// <summary>Makes missing in a result what is missing in an operand.</summary>
    internal static void Restore(ReadOnlySpan<double> x, Span<double> to) => Map(default(First), Operand.Of(to), Operand.Of(x), to);

    internal static double One<T>(T operation, double x)
        where T : struct, IUnary => !T.TakesMissing && Missing.Is(x) ? Missing.Value : operation.Apply(x);

    internal static double Pair<T>(T operation, double x, double y)
        where T : struct, IBinary => !T.TakesMissing && (Missing.Is(x) || Missing.Is(y)) ? Missing.Value : operation.Apply(x, y);

    private static Vector<double> One<T>(T operation, Vector<double> x)
        where T : struct, IUnary
    {
        var value = operation.Apply(x);
        return T.TakesMissing ? value : Vector.ConditionalSelect(MissingLanes.In(x), MissingLanes.All, value);
    }

    private static Vector<double> Pair<T>(T operation, Vector<double> x, Vector<double> y)
        where T : struct, IBinary
    {
        var value = operation.Apply(x, y);
        return T.TakesMissing ? value : Vector.ConditionalSelect(MissingLanes.In(x) | MissingLanes.In(y), MissingLanes.All, value);
    }

    private readonly struct First : IBinary
    {
        public double Apply(double x, double y) => x;

        public Vector<double> Apply(Vector<double> x, Vector<double> y) => x;
    }
}
