using System.Numerics;

namespace Graticule.Analysis.Observations.Series;

/// <summary>
/// A Butterworth filter of order nine, run over a series forwards and backwards so that nothing is shifted in time. It lets pass what has at most
/// 12 periods in the series, or 3 in one of up to 24 values; so the smoothed series of Apache SDAP are made.
/// </summary>
/// <remarks>
/// The filter runs as second-order sections, since the coefficients of the whole polynomial lose all their digits in long series. The ends are
/// continued by their mirror image about the last value (odd extension), and each run starts in the state that the first value alone would leave.
/// </remarks>
internal static class LowPassFilter
{
    private const int Order = 9;

    /// <summary>Values by which each end is continued: as many as the filter has coefficients. A shorter series cannot be filtered.</summary>
    private const int Padding = Order + 1;

    private const int FewValues = 24;

    /// <summary>The smoothed series; null: it has too few values.</summary>
    public static double[]? Apply(ReadOnlySpan<double> values)
    {
        if (values.Length <= Padding)
        {
            return null;
        }

        var periods = values.Length <= FewValues ? 3.0 : 12.0;
        var sections = Sections(periods / (0.5 * values.Length));
        var extended = Extend(values);
        Run(sections, extended);
        extended.AsSpan().Reverse();
        Run(sections, extended);
        extended.AsSpan().Reverse();
        return extended[Padding..^Padding];
    }

    /// <summary>The sections of the digital filter, each of gain one at frequency zero.</summary>
    /// <param name="cutoff">As a share of the highest frequency, 0 to 1.</param>
    private static Section[] Sections(double cutoff)
    {
        const double TwiceRate = 4;
        var warped = TwiceRate * Math.Tan(Math.PI * cutoff / 2);
        var sections = new Section[(Order + 1) / 2];
        for (var index = 0; index < sections.Length; index++)
        {
            // Poles of the analog filter lie on the left half of a circle; those with a positive imaginary part stand for their mirror images too.
            var analog = -warped * Complex.Exp(Complex.ImaginaryOne * Math.PI * (2 * index) / (2 * Order));
            var pole = (TwiceRate + analog) / (TwiceRate - analog);
            sections[index] = index == 0
                ? Section.Of(1, 1, 0, -pole.Real, 0)
                : Section.Of(1, 2, 1, -2 * pole.Real, (pole.Real * pole.Real) + (pole.Imaginary * pole.Imaginary));
        }

        return sections;
    }

    private static double[] Extend(ReadOnlySpan<double> values)
    {
        var extended = new double[values.Length + (2 * Padding)];
        values.CopyTo(extended.AsSpan(Padding));
        for (var index = 1; index <= Padding; index++)
        {
            extended[Padding - index] = (2 * values[0]) - values[index];
            extended[^(Padding - index + 1)] = (2 * values[^1]) - values[^(index + 1)];
        }

        return extended;
    }

    private static void Run(Section[] sections, double[] values)
    {
        var first = values[0];
        foreach (var section in sections)
        {
            section.Filter(values, first);
        }
    }

    /// <summary>A filter of second order: numerator B over denominator 1, A1, A2.</summary>
    private sealed record Section(double B0, double B1, double B2, double A1, double A2)
    {
        public static Section Of(double b0, double b1, double b2, double a1, double a2)
        {
            var gain = (1 + a1 + a2) / (b0 + b1 + b2);
            return new(gain * b0, gain * b1, gain * b2, a1, a2);
        }

        /// <summary>Filters in place, from the state that an endless row of <paramref name="first"/> leaves.</summary>
        public void Filter(double[] values, double first)
        {
            var one = (1 - B0) * first;
            var two = (B2 - A2) * first;
            for (var index = 0; index < values.Length; index++)
            {
                var value = values[index];
                var filtered = (B0 * value) + one;
                one = (B1 * value) - (A1 * filtered) + two;
                two = (B2 * value) - (A2 * filtered);
                values[index] = filtered;
            }
        }
    }
}
