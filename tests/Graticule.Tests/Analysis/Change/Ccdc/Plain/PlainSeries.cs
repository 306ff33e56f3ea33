using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc.Plain;

/// <summary>What of a pixel is used, found as the description of the algorithm says it: lists, sorts, and nothing shared.</summary>
internal sealed class PlainSeries
{
    private PlainSeries(CcdcProcedure procedure, List<int> dates, List<double[]> values) => (Procedure, Dates, Values) = (procedure, dates, values);

    internal CcdcProcedure Procedure { get; }

    /// <summary>Index among the dates of each observation that is used.</summary>
    internal List<int> Dates { get; }

    /// <summary>Seven bands of each.</summary>
    internal List<double[]> Values { get; }

    internal static PlainSeries Of(int[] days, int[] values, int[] qa, bool wraps, bool hasCirrus, bool isBits = true)
    {
        char[] shown = [.. qa.Select(code => isBits ? Shown(code, hasCirrus) : "cwSsk"[code is >= 0 and < 5 ? code : throw new InvalidDataException()])];
        double clear = shown.Count(c => c == 'c'), water = shown.Count(c => c == 'w'), snow = shown.Count(c => c == 's'), all = shown.Count(c => c != 'f');
        var procedure = (clear + water) / all >= 0.25 ? CcdcProcedure.Standard
            : snow / (clear + water + snow + 0.01) >= 0.75 ? CcdcProcedure.PermanentSnow : CcdcProcedure.InsufficientClear;
        List<int> dates = [];
        List<double[]> kept = [];
        for (var i = 0; i < days.Length; i++)
        {
            double[] bands = [.. values.Skip(i * 7).Take(7).Select(value => (double)value)];
            if (procedure == CcdcProcedure.Standard)
            {
                var celsius = (10 * (int)bands[6]) - 27315;
                bands[6] = wraps ? (short)celsius : celsius;
            }

            var isGood = shown[i] is 'c' or 'w' && bands[6] > -9320 && bands[6] < 7070 && bands.Take(6).All(value => value is > 0 and < 10000);
            var isSnow = procedure == CcdcProcedure.PermanentSnow && shown[i] == 's';
            if ((isGood || isSnow) && dates.All(date => days[date] != days[i]))
            {
                dates.Add(i);
                kept.Add(bands);
            }
        }

        if (procedure == CcdcProcedure.InsufficientClear && kept.Count > 0)
        {
            var limit = Median(kept.Select(bands => bands[1])) + 400;
            List<int> stay = [.. Enumerable.Range(0, kept.Count).Where(i => kept[i][1] < limit)];
            return new(procedure, [.. stay.Select(i => dates[i])], [.. stay.Select(i => kept[i])]);
        }

        return new(procedure, dates, kept);
    }

    internal static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static char Shown(int code, bool hasCirrus)
    {
        bool Bit(int place) => ((code >> place) & 1) == 1;
        return Bit(0) ? 'f' : Bit(5) ? 'k' : Bit(3) ? 'S' : Bit(4) ? 's' : Bit(2) ? 'w' : Bit(1) ? 'c'
            : hasCirrus && ((Bit(8) && Bit(9)) || Bit(10)) ? 'c' : throw new InvalidDataException($"The quality {code} says nothing.");
    }
}
