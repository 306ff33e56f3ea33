using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>Which planes of a cube hold what of its pixels: dates in rising order, those of one day in the order of the cube.</summary>
internal sealed class PixelPlanes
{
    private readonly int[] _planes;
    private readonly int[]? _qualities;
    private readonly int _lanes;

    /// <param name="shape">With the dimensions, and no others but x and y.</param>
    /// <param name="time">Along which dates lie.</param>
    /// <param name="bands">Along which bands lie; null: there is one band.</param>
    /// <param name="plan">What is searched.</param>
    internal PixelPlanes(CubeShape shape, Dimension time, Dimension? bands, ChangePlan plan)
    {
        int[] days = [.. Instants.Of(time).Select(instant => DateOnly.FromDateTime(instant!.Value.UtcDateTime).DayNumber + 1)];
        int[] order = [.. Enumerable.Range(0, days.Length).OrderBy(i => days[i])];
        Dates = new([.. order.Select(i => days[i])], plan.Parameters);
        var (step, bandStep) = (shape.StrideOf(time), bands is null ? 0 : shape.StrideOf(bands));
        _lanes = plan.Lanes.Count;
        _planes = [.. order.SelectMany(i => plan.Lanes.Select(lane => (i * step) + (lane.Position * bandStep)))];
        _qualities = plan.Quality.Position is { } position ? [.. order.Select(i => (i * step) + (position * bandStep))] : null;
        Count = days.Length;
    }

    /// <summary>How many dates there are.</summary>
    internal int Count { get; }

    internal CcdcDates Dates { get; }

    internal int Of(int date, int lane) => _planes[(date * _lanes) + lane];

    internal int? OfQuality(int date) => _qualities?[date];
}
