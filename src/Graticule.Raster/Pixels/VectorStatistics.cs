using System.Numerics;
using System.Runtime.CompilerServices;

namespace Graticule.Raster.Pixels;

/// <summary>Gathers statistics of many samples, a vector at a time.</summary>
internal struct VectorStatistics(double? noData)
{
    private readonly Vector<double> _skip = new(noData ?? double.NaN);
    private Vector<long> _count = Vector<long>.Zero;
    private Vector<double> _sum = Vector<double>.Zero;
    private Vector<double> _min = new(double.PositiveInfinity);
    private Vector<double> _max = new(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(Vector<double> value)
    {
        var valid = Vector.Equals(value, value) & ~Vector.Equals(value, _skip);
        _count -= valid;
        _sum += Vector.ConditionalSelect(valid, value, Vector<double>.Zero);
        _min = Vector.ConditionalSelect(valid & Vector.LessThan(value, _min), value, _min);
        _max = Vector.ConditionalSelect(valid & Vector.GreaterThan(value, _max), value, _max);
    }

    internal readonly Statistics Total => new(Vector.Sum(_count), Least(_min), -Least(-_max), Vector.Sum(_sum));

    private static double Least(Vector<double> lanes)
    {
        var least = lanes[0];
        for (var i = 1; i < Vector<double>.Count; i++)
        {
            least = Math.Min(least, lanes[i]);
        }

        return least;
    }
}
