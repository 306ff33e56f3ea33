using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>
/// A made-up pixel as satellites see it: looks of two of them, clouds that the quality knows and some that it does not, missing temperatures, trends, and sudden changes.
/// The same for the same number everywhere: its random numbers are its own.
/// </summary>
internal sealed class GeneratedPixel
{
    /// <summary>How many there are to be compared.</summary>
    internal const int Count = 24;

    private const int FirstDay = 724_000;
    private const int Year = 365;
    private static readonly int[] Levels = [350, 650, 500, 2900, 1700, 850, 2900];
    private static readonly int[] Swings = [60, 110, 120, 700, 300, 180, 140];
    private ulong _state;

    /// <param name="number">From 0.</param>
    internal GeneratedPixel(int number)
    {
        _state = (ulong)((number + 1) * 2_654_435_761L);
        Kind = (Ground)(number % 8);
        var years = 6 + Below(7);
        var second = Kind == Ground.Disturbed ? int.MaxValue - Year : FirstDay + (Below(years) * Year);
        List<int> days = [];
        for (var day = FirstDay + Below(16); day < FirstDay + (years * Year); day += 16)
        {
            days.Add(day);
            if (day + 8 > second)
            {
                days.Add(day + 8);
            }
        }

        if (number % 5 == 4)
        {
            days.Insert(40, days[40]);
        }

        Days = [.. days];
        int[] changes = Kind switch
        {
            Ground.Disturbed => [Days[0] + (2 * Year), Days[0] + (2 * Year) + 440 + (number % 16 == 5 ? 80 : 0)],
            Ground.Cut => [Days[^1] - 330],
            _ => [.. Enumerable.Range(0, Below(3)).Select(_ => Days[0] + Below(years * Year))],
        };
        (Values, Qa) = (new int[7 * Days.Length], new int[Days.Length]);
        var (jump, trend) = (300 + Below(900), Below(300) - 150);
        for (var date = 0; date < Days.Length; date++)
        {
            Look(date, changes.Count(change => change <= Days[date]) * jump, trend * (Days[date] - FirstDay) / (10 * Year));
        }
    }

    /// <summary>What happens there; of the first three, nothing in particular.</summary>
    private enum Ground
    {
        Land,

        /// <summary>Restless at first.</summary>
        Restless = 3,

        /// <summary>Changed within the last year.</summary>
        Cut,

        /// <summary>Changed twice, seldom seen in between.</summary>
        Disturbed,
        Snow,

        /// <summary>Hardly ever clear.</summary>
        Cloudy,
    }

    internal int[] Days { get; }

    internal int[] Values { get; }

    internal int[] Qa { get; }

    private Ground Kind { get; }

    internal CcdcResult Detect(CcdcParameters? parameters = null) => new CcdcDetector(new(Days, parameters ?? new())).Detect(new(Values, Qa));

    private void Look(int date, int jump, int drift)
    {
        var lot = Below(100);
        Qa[date] = Kind switch
        {
            Ground.Snow => 1 << (lot < 85 ? 4 : 1),
            Ground.Cloudy => 1 << (lot < 85 ? 5 : 1),
            _ when lot < 60 => 1 << 1,
            _ when lot < 64 => 1 << 2,
            _ when lot < 66 => 3 << 8,
            _ when lot < 68 => 1 << 10,
            _ when lot < 74 => 1 << 3,
            _ when lot < 76 => 1,
            _ => 1 << 5,
        };
        var isBright = Below(25) == 0;
        var isWithoutTemperature = Below(20) == 0;
        var season = Math.Sin(2 * Math.PI * Days[date] / 365.2425);
        var half = Math.Cos(4 * Math.PI * Days[date] / 365.2425);
        var noise = Kind == Ground.Restless && Days[date] < FirstDay + (3 * Year / 2) ? 900 : 80;
        for (var band = 0; band < 7; band++)
        {
            var value = Levels[band] + (Swings[band] * season) + (Swings[band] * half / 5) + (Below(noise) - (noise / 2));
            value += band == 6 ? 0 : jump + drift + (isBright ? 2500 : 0) + (Kind == Ground.Snow ? 4000 : 0);
            var isFill = Qa[date] == 1 || (band == 6 && isWithoutTemperature);
            Values[(7 * date) + band] = isFill ? -9999 : (int)Math.Round(value);
        }
    }

    /// <summary>A number from 0 to below a limit (the generator of D. E. Knuth's MMIX).</summary>
    private int Below(int limit)
    {
        _state = unchecked((_state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407);
        return (int)((_state >> 33) % (ulong)limit);
    }
}
