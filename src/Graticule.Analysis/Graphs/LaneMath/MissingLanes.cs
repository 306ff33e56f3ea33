using System.Numerics;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Missing values in vectors of numbers.</summary>
internal static class MissingLanes
{
    /// <summary>The missing value in every place.</summary>
    internal static Vector<double> All => new(Missing.Value);

    /// <summary>All bits set where a number is missing.</summary>
    internal static Vector<long> In(Vector<double> x) => Vector.Equals(Vector.AsVectorInt64(x) & new Vector<long>(long.MaxValue), new Vector<long>(Missing.Bits));

    /// <summary>1 where the bits of a mask are set, 0 elsewhere.</summary>
    internal static Vector<double> ToTruth(Vector<long> mask) => Vector.ConditionalSelect(mask, Vector<double>.One, Vector<double>.Zero);

    /// <summary>All bits set where a truth holds: a number other than 0.</summary>
    internal static Vector<long> Truth(Vector<double> x) => Vector.GreaterThan(Vector.Abs(x), Vector<double>.Zero);

    /// <summary>Whether a truth holds; NaN and missing values are none.</summary>
    internal static bool Truth(double x) => Math.Abs(x) > 0;
}
