using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Products;

/// <summary>
/// What segments say of a pixel at a date, by the rules of LCMAP's science products. Where there is nothing to say it is 0, or, for lengths, the days since
/// 1982. Days count from 1 on 1 January of year 1.
/// </summary>
public static class ProductRules
{
    /// <summary>The day before the first of which maps are made: 1 January 1982.</summary>
    public static readonly int FirstDay = new DateOnly(1982, 1, 1).DayNumber + 1;

    private const int LastDay = 3_652_059;

    /// <summary>Bands whose magnitudes count: green, red, near infrared, both short-wave infrared.</summary>
    private static readonly int[] MagnitudeBands = [1, 2, 3, 4, 5];

    /// <summary>Day of the year, from 1, of the last change in the year of the date; 0: none.</summary>
    public static short TimeOfChange(IReadOnlyList<ChangeModel> segments, int day)
    {
        short latest = 0;
        foreach (var segment in segments)
        {
            latest = ChangesInYearOf(day, segment) ? Math.Max(latest, (short)DateOf(segment.BreakDay).DayOfYear) : latest;
        }

        return latest;
    }

    /// <summary>The largest change in the year of the date: the root of the sum of squares of its magnitudes; 0: none.</summary>
    public static float MagnitudeOfChange(IReadOnlyList<ChangeModel> segments, int day)
    {
        var largest = 0.0;
        foreach (var segment in segments)
        {
            if (ChangesInYearOf(day, segment))
            {
                var sum = 0.0;
                foreach (var band in MagnitudeBands)
                {
                    sum += segment.Bands[band].Magnitude * segment.Bands[band].Magnitude;
                }

                largest = Math.Max(largest, Math.Sqrt(sum));
            }
        }

        return (float)largest;
    }

    /// <summary>Days from the last change until the date; 0: there was none, or it was on that day.</summary>
    public static short TimeSinceChange(IReadOnlyList<ChangeModel> segments, int day)
    {
        var least = int.MaxValue;
        foreach (var segment in segments)
        {
            least = Changes(segment) && segment.BreakDay <= day ? Math.Min(least, day - segment.BreakDay) : least;
        }

        return least == int.MaxValue ? (short)0 : Narrow(least);
    }

    /// <summary>
    /// Days since the segment of the date began, or, after the end of a segment, since then: the least over all. Those since 1982 where they are more, or
    /// where no segment has begun.
    /// </summary>
    public static short LengthOfSegment(IReadOnlyList<ChangeModel> segments, int day)
    {
        var since = day - FirstDay;
        var least = since;
        foreach (var segment in segments)
        {
            var days = day > segment.EndDay ? day - segment.EndDay : day - segment.StartDay;
            least = days >= 0 && days < since ? Math.Min(least, days) : least;
        }

        return Narrow(least);
    }

    /// <summary>How the model of the date was fitted (<see cref="ChangeModel.CurveQa"/>), the largest where there are several; 0: there is none.</summary>
    public static byte CurveFit(IReadOnlyList<ChangeModel> segments, int day)
    {
        var largest = 0;
        foreach (var segment in segments)
        {
            largest = segment.StartDay <= day && day <= segment.EndDay ? Math.Max(largest, segment.CurveQa) : largest;
        }

        return (byte)Math.Clamp(largest, 0, byte.MaxValue);
    }

    private static bool ChangesInYearOf(int day, ChangeModel segment) => Changes(segment) && DateOf(segment.BreakDay).Year == DateOf(day).Year;

    private static bool Changes(ChangeModel segment) => segment.ChangeProbability == 1 && segment.BreakDay is > 0 and <= LastDay;

    private static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day - 1);

    private static short Narrow(int days) => (short)Math.Clamp(days, short.MinValue, short.MaxValue);
}
