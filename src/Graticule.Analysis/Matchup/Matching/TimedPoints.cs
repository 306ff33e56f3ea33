namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Points by spans of time, an index for each: a search looks only into those that have times in reach. Shared by all threads.</summary>
internal sealed class TimedPoints
{
    /// <summary>Points of a span, on average: below, searches of many small indexes cost more than the points that they leave out.</summary>
    private const int LeastOfSpan = 1024;

    private readonly long _start;
    private readonly long _length = 1;
    private readonly PointIndex?[] _spans;

    /// <param name="points">All points; those that are no places are left out.</param>
    /// <param name="earliest">Those before are left out.</param>
    /// <param name="latest">Those after are left out.</param>
    /// <param name="rule">How far searches go, in space and time.</param>
    /// <param name="surface">On which they lie.</param>
    public TimedPoints(PointPlaces points, long earliest, long latest, MatchRule rule, Ellipsoid surface)
    {
        Degrees = surface.DegreesOf(rule.Radius);
        List<int> chosen = [];
        var (start, end) = (long.MaxValue, long.MinValue);
        for (var k = 0; k < points.Count; k++)
        {
            var time = points.Times[k];
            if (time >= earliest && time <= latest && Ellipsoid.IsPlace(points.Latitudes[k], points.Longitudes[k]))
            {
                chosen.Add(k);
                (start, end) = (Math.Min(start, time), Math.Max(end, time));
            }
        }

        if (chosen.Count == 0)
        {
            _spans = [];
            return;
        }

        _start = start;
        _length = Math.Max(Math.Max(rule.Seconds, 1), ((end - start) / Math.Max(1, chosen.Count / LeastOfSpan)) + 1);
        var members = new List<int>?[((end - start) / _length) + 1];
        foreach (var point in chosen)
        {
            (members[(points.Times[point] - start) / _length] ??= []).Add(point);
        }

        _spans = [.. members.Select(span => span is null ? null : new PointIndex(points, span.ToArray(), Degrees, surface))];
    }

    /// <summary>Degrees of the radius.</summary>
    public double Degrees { get; }

    /// <summary>Indexes of the points that may lie within some seconds of a time; null ones have none.</summary>
    public ReadOnlySpan<PointIndex?> Near(long time, long seconds)
    {
        var first = Math.Max(0, time - seconds - _start) / _length;
        var end = time + seconds < _start ? 0 : Math.Min(((time + seconds - _start) / _length) + 1, _spans.Length);
        return first < end ? _spans.AsSpan((int)first..(int)end) : [];
    }
}
