using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Numbers of many pixels, or one number that stands for all of them.</summary>
internal readonly ref struct Operand
{
    private readonly ref readonly double _first;
    private readonly int _step;

    private Operand(ref readonly double first, int step)
    {
        _first = ref first;
        _step = step;
    }

    /// <summary>One number for each pixel.</summary>
    internal static Operand Of(ReadOnlySpan<double> values) => new(ref MemoryMarshal.GetReference(values), 1);

    /// <summary>The same number for all.</summary>
    /// <param name="value">The number.</param>
    /// <param name="buffer">Room for a vector of it.</param>
    internal static Operand Of(double value, Span<double> buffer)
    {
        buffer[..Vector<double>.Count].Fill(value);
        return new(ref MemoryMarshal.GetReference(buffer), 0);
    }

    internal double At(int pixel) => Unsafe.Add(ref Unsafe.AsRef(in _first), pixel * _step);

    internal Vector<double> VectorAt(int pixel) => Vector.LoadUnsafe(in _first, (nuint)(pixel * _step));
}
