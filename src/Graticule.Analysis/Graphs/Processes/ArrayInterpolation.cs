using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Fills gaps between two elements, nodata as well as NaN, on a straight line. Elements lie at their labels where all of these are
/// numbers or dates, otherwise at their indices.
/// </summary>
internal static class ArrayInterpolation
{
    internal static ArrayValue Interpolate(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        var series = Series.Of(args);
        var results = series.Items.Select(_ => series.New()).ToList();
        Gaps.Fill(series.Items, PlacesOf(data), [.. results.Select(result => result.Values)], series.Run.Numbers(Gaps.ScratchOf(series.Count)));
        return data with { Items = [.. results.Select(series.Value)] };
    }

    private static double[] PlacesOf(ArrayValue data)
    {
        double[] indices = [.. Enumerable.Range(0, data.Count)];
        if (data.Labels is null)
        {
            return indices;
        }

        if (data.Labels.All(label => !label.IsText))
        {
            return [.. data.Labels.Select(label => label.Number)];
        }

        var dates = data.Labels.Select(label => DateText.Read(label.Text)).ToList();
        return dates.TrueForAll(date => date is not null) ? [.. dates.Select(date => (date!.Utc - DateTime.UnixEpoch).TotalSeconds)] : indices;
    }
}
