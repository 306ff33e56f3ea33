using System.Globalization;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>Looks of eight bands side by side: a row for each day and sensor.</summary>
/// <typeparam name="T">What stands for a look.</typeparam>
internal sealed class LookTable<T>
    where T : class
{
    private const int Bands = (int)ChipBand.Quality + 1;

    private readonly SortedDictionary<(int Day, string Sensor), T?[]> _rows = new(Comparer<(int Day, string Sensor)>.Create(
        static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : string.CompareOrdinal(a.Sensor, b.Sensor)));

    /// <summary>Of each row its day, rising.</summary>
    internal int[] Days => [.. _rows.Keys.Select(row => row.Day)];

    /// <summary>Of each row the looks, by band; null: there is none.</summary>
    internal IReadOnlyList<T?[]> Rows => [.. _rows.Values];

    /// <summary>Adds a look; of two of the same the first stays.</summary>
    internal void Add(ChipBand band, int day, string sensor, T look)
    {
        if (!_rows.TryGetValue((day, sensor), out var row))
        {
            row = new T?[Bands];
            _rows.Add((day, sensor), row);
        }

        row[(int)band] ??= look;
    }

    /// <summary>Refuses what may not be missing, and tells what is.</summary>
    /// <exception cref="ProblemException">NotFound: there are no looks; InvalidInput: looks are missing, and may not be.</exception>
    internal IReadOnlyList<string> Check(GridPoint chip, MissingLooks missing)
    {
        if (_rows.Count == 0)
        {
            throw new ProblemException(ProblemKind.NotFound, $"Nothing was observed of the chip at {chip.X}, {chip.Y} in the time that is asked for.", "source");
        }

        var gaps = _rows.Where(row => row.Value.Contains(null)).ToArray();
        if (gaps.Length == 0)
        {
            return [];
        }

        var (day, sensor) = gaps[0].Key;
        var bands = string.Join(", ", Enum.GetValues<ChipBand>().Where(band => gaps[0].Value[(int)band] is null));
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{gaps.Length} of {_rows.Count} looks lack a band; the first is that of {sensor} on {DateOnly.FromDayNumber(day - 1):yyyy-MM-dd}, which lacks {bands}");
        return missing == MissingLooks.Refused
            ? throw new ProblemException(ProblemKind.InvalidInput, $"{words}. The dates of all bands must be the same.", "source")
            : [$"{words}; they are taken as 0."];
    }
}
