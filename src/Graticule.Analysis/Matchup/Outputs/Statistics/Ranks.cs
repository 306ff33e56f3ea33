namespace Graticule.Analysis.Matchup.Outputs.Statistics;

/// <summary>What needs values in order.</summary>
internal static class Ranks
{
    /// <summary>The value in the middle, of an even number the mean of both; NaN of none. Sorts them.</summary>
    internal static double Median(double[] values)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Rank correlation after Spearman: that of the ranks, equal values sharing the mean of theirs; NaN where there is none.</summary>
    internal static double Correlation(double[] x, double[] y)
    {
        var (first, second) = (Of(x), Of(y));
        var moments = new Moments();
        for (var i = 0; i < first.Length; i++)
        {
            moments.Add(first[i], second[i]);
        }

        return moments.Covariance / Math.Sqrt(moments.VarianceX * moments.VarianceY);
    }

    private static double[] Of(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        var sorted = (double[])values.Clone();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
            {
                end++;
            }

            for (var i = first; i < end; i++)
            {
                ranks[order[i]] = (first + end + 1) / 2.0;
            }

            first = end;
        }

        return ranks;
    }
}
