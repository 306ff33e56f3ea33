using System.Numerics;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Choices by the truths of many pixels.</summary>
internal static class Selection
{
    /// <summary>How many pixels' truth holds.</summary>
    internal static int CountTrue(ReadOnlySpan<double> truths)
    {
        var count = 0;
        foreach (var truth in truths)
        {
            count += MissingLanes.Truth(truth) ? 1 : 0;
        }

        return count;
    }

    /// <summary>One operand where a truth holds, the other elsewhere.</summary>
    internal static void Select(ReadOnlySpan<double> truths, Operand accepted, Operand rejected, Span<double> to)
    {
        ref var condition = ref MemoryMarshal.GetReference(truths);
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var holds = MissingLanes.Truth(Vector.LoadUnsafe(ref condition, (nuint)i));
            Vector.ConditionalSelect(holds, accepted.VectorAt(i), rejected.VectorAt(i)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < to.Length; i++)
        {
            to[i] = MissingLanes.Truth(truths[i]) ? accepted.At(i) : rejected.At(i);
        }
    }
}
