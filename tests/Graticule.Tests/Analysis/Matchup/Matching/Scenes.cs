using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

/// <summary>Seeded places around a centre: grids of all sorts of axes, points, some of them on cells, some twice, some nowhere.</summary>
internal sealed class Scenes(int seed)
{
    private static readonly double[] Latitudes = [0, 0, 33.3, -61.7, 89.7, -89.9, 90, -90];
    private static readonly double[] Longitudes = [0, 180, -180, 17.2, 359.9, -123.4];

    private readonly Random _random = new(seed);

    public double Latitude { get; private set; }

    public double Longitude { get; private set; }

    public double Span { get; private set; }

    /// <summary>Moves to another centre, with another extent in degrees.</summary>
    public void Move()
    {
        Latitude = Pick(Latitudes);
        Longitude = Pick(Longitudes);
        Span = Pick([0.2, 3, 20, 400]);
    }

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>A radius that takes in nothing, some, much, or all.</summary>
    public double Radius() => Pick<double>([0, Span * 3_000, Span * 9_000, Span * 20_000, 700_000, 2_600_000, 30_000_000]);

    public Places Any(int size) => _random.Next(2) == 0 ? Grid(size) : Points(size);

    public GridPlaces Grid(int size)
    {
        var rows = _random.Next(1, (int)Math.Sqrt(size) + 1);
        var columns = Math.Max(1, size / rows);
        var isWhole = _random.Next(3) == 0 || Span > 300;
        var height = Math.Min(Span, 180);
        var latitudes = Axis(rows, Math.Max(-90, Latitude - (height / 2)), Math.Min(90, Latitude + (height / 2)));
        var longitudes = isWhole ? Round(columns) : Axis(columns, Longitude - (Span / 2), Longitude + (Span / 2));
        var valid = _random.Next(2) == 0 ? null : Enumerable.Range(0, rows * columns).Select(_ => _random.Next(4) > 0).ToArray();
        return new(latitudes, longitudes, Time(), valid);
    }

    public PointPlaces Points(int count)
    {
        var (latitudes, longitudes, times) = (new double[count], new double[count], new long[count]);
        for (var k = 0; k < count; k++)
        {
            var twin = k > 0 && _random.Next(8) == 0 ? _random.Next(k) : -1;
            latitudes[k] = twin >= 0 ? latitudes[twin] : Math.Clamp(Latitude + ((_random.NextDouble() - 0.5) * Span), -90, 90);
            longitudes[k] = twin >= 0 ? longitudes[twin] : Longitude + ((_random.NextDouble() - 0.5) * Math.Min(Span, 360) * (Math.Abs(Latitude) > 80 ? 100 : 1));
            times[k] = twin >= 0 && _random.Next(2) == 0 ? times[twin] : Time();
        }

        latitudes[_random.Next(count)] = double.NaN;
        longitudes[_random.Next(count)] = double.NaN;
        return new(latitudes, longitudes, times);
    }

    public PointPlaces Shuffled(PointPlaces points, int[] order) =>
        new([.. order.Select(k => points.Latitudes[k])], [.. order.Select(k => points.Longitudes[k])], [.. order.Select(k => points.Times[k])]);

    public int[] Order(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(order);
        return order;
    }

    private long Time() => 1_500_000_000 + _random.Next(0, 200);

    /// <summary>Once round the circle, from any longitude.</summary>
    private double[] Round(int columns)
    {
        var first = Pick<double>([-180, 0, -179.5, 20]);
        return Turned([.. Enumerable.Range(0, columns).Select(k => first + (360.0 * k / columns))]);
    }

    private double[] Axis(int count, double from, double to)
    {
        var isEven = _random.Next(2) == 0;
        var values = Enumerable.Range(0, count).Select(k => isEven ? from + ((to - from) * k / Math.Max(1, count - 1)) : from + ((to - from) * _random.NextDouble()));
        var sorted = values.Distinct().Order().ToArray();
        while (sorted[^1] - sorted[0] >= 360)
        {
            sorted = sorted[..^1];
        }

        var single = _random.Next(3) == 0 ? sorted.Select(value => (double)(float)value).Where(value => Math.Abs(value) <= 90 || to > 90).Distinct().ToArray() : sorted;
        return Turned(single.Length == 0 ? sorted : single);
    }

    private double[] Turned(double[] values) => _random.Next(2) == 0 ? values : [.. values.Reverse()];
}
