using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>Coordinate descent over the rows themselves, one band, with nothing shared and nothing kept.</summary>
internal static class PlainLasso
{
    internal static double[] Fit(MadeUpPixel pixel, int start, int end, int band, int coefficients, double tolerance) => Fit(
        [.. pixel.Days[start..end].Select(day => (double)day)],
        [.. Enumerable.Range(start, end - start).Select(i => (double)pixel.Values[(i * PixelSeries.Bands) + band])],
        coefficients,
        tolerance);

    internal static double[] Fit(double[] days, double[] values, int coefficients, double tolerance)
    {
        var (count, columns) = (days.Length, coefficients - 1);
        var rows = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            rows[j] = Centered([.. days.Select(day => Column(j, day))]);
        }

        var band1 = Centered(values);
        var rest = (double[])band1.Clone();
        var weights = new double[7];
        for (var sweep = 1; sweep <= 1000; sweep++)
        {
            var (greatest, step) = (0.0, 0.0);
            for (var j = 0; j < columns; j++)
            {
                var (old, norm) = (weights[j], Dot(rows[j], rows[j]));
                Move(rest, rows[j], old);
                var product = Dot(rows[j], rest);
                weights[j] = Math.Sign(product) * Math.Max(Math.Abs(product) - count, 0) / norm;
                Move(rest, rows[j], -weights[j]);
                (greatest, step) = (Math.Max(greatest, Math.Abs(weights[j])), Math.Max(step, Math.Abs(weights[j] - old)));
            }

            if ((greatest == 0 || step / greatest < tolerance) && Gap(rows, band1, rest, weights, count) < tolerance * Dot(band1, band1))
            {
                break;
            }
        }

        return weights;
    }

    private static double Gap(double[][] rows, double[] band, double[] rest, double[] weights, double penalty)
    {
        var widest = rows.Max(row => Math.Abs(Dot(row, rest)));
        var squares = Dot(rest, rest);
        var scale = widest > penalty ? penalty / widest : 1;
        var gap = widest > penalty ? (squares + (scale * scale * squares)) / 2 : squares;
        return gap + (penalty * weights.Sum(Math.Abs)) - (scale * Dot(rest, band));
    }

    internal static double Column(int column, double day)
    {
        if (column == 0)
        {
            return day;
        }

        var angle = 2 * Math.PI / 365.2425 * ((column + 1) / 2) * day;
        return column % 2 == 1 ? Math.Cos(angle) : Math.Sin(angle);
    }

    private static double[] Centered(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static void Move(double[] rest, double[] row, double factor)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] += factor * row[i];
        }
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other).Sum(pair => pair.First * pair.Second);
}
