namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Of each primary the points that lie around it.</summary>
internal sealed class PointsAround(PlaceReader primaries, PointPlaces points, TimedPoints timed, Ellipsoid surface, int set, MatchRule rule) : IPairFinder
{
    private readonly double _exactFrom = FastDistance.ExactFrom(rule.Radius);

    /// <summary>No chord is longer than its path.</summary>
    private readonly double _most2 = (rule.Radius * rule.Radius * (1 + 1e-12)) + 1e-9;

    public void Find(int first, int end, PairList pairs, CancellationToken cancellationToken)
    {
        for (var primary = first; primary < end; primary++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pairs.IsTooLong && end - first > 1)
            {
                return;
            }

            if (!primaries.TryRead(primary, out var observer))
            {
                continue;
            }

            var near = timed.Near(observer.Time, rule.Seconds);
            if (near.IsEmpty)
            {
                continue;
            }

            var cap = new Cap(observer.Latitude, observer.Longitude, timed.Degrees);
            foreach (var index in near)
            {
                if (index is not null)
                {
                    Search(index, cap, observer, primary - first, pairs, cancellationToken);
                }
            }
        }
    }

    private void Search(PointIndex index, in Cap cap, in Observer observer, int primary, PairList pairs, CancellationToken cancellationToken)
    {
        var last = index.BandOf(cap.Latitude + cap.Degrees);
        for (var band = index.BandOf(cap.Latitude - cap.Degrees); band <= last; band++)
        {
            var (one, other) = index.Around(band, cap);
            cancellationToken.ThrowIfCancellationRequested();
            Scan(index, one, observer, primary, pairs);
            Scan(index, other, observer, primary, pairs);
        }
    }

    private void Scan(PointIndex index, Range range, in Observer observer, int primary, PairList pairs)
    {
        var spots = index.Spots.AsSpan(range);
        var indexes = index.Points.AsSpan(range);
        for (var k = 0; k < spots.Length; k++)
        {
            ref readonly var spot = ref spots[k];
            var (dx, dy, dz) = (observer.Spot.X - spot.X, observer.Spot.Y - spot.Y, observer.Spot.Z - spot.Z);
            var chord2 = (dx * dx) + (dy * dy) + (dz * dz);
            if (chord2 > _most2 || Math.Abs(points.Times[indexes[k]] - observer.Time) > rule.Seconds)
            {
                continue;
            }

            var distance = FastDistance.OfChord(chord2, dz * dz, (observer.Spot.W + spot.W) * 0.5, surface.Excess);
            if (distance > _exactFrom)
            {
                distance = surface.Exact(observer.Latitude, observer.Longitude, points.Latitudes[indexes[k]], points.Longitudes[indexes[k]]);
                if (distance > rule.Radius)
                {
                    continue;
                }
            }

            pairs.Add(new(distance, primary, set, indexes[k]));
        }
    }
}
