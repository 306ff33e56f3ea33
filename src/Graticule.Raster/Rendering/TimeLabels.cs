using System.Globalization;

namespace Graticule.Raster.Rendering;

/// <summary>Finds what requests mean among the labels of a layer's times. Labels are ISO 8601 texts of instants or periods.</summary>
public static class TimeLabels
{
    private const int MostShown = 8;

    /// <summary>
    /// Position of a label: of the last one where nothing is asked for, else of the label that is the same text or instant, or of the first
    /// that lies in the period asked for (<c>2017-01</c>: <c>2017-01-05</c>), or that is a period around it; -1 where there is none.
    /// </summary>
    public static int Find(IReadOnlyList<string> labels, string? asked)
    {
        if (asked is null or "current" or "default")
        {
            return labels.Count - 1;
        }

        var same = IndexOf(labels, label => string.Equals(label, asked, StringComparison.OrdinalIgnoreCase));
        if (same < 0 && Instant(asked) is { } instant)
        {
            same = IndexOf(labels, label => Instant(label) == instant);
        }

        if (same < 0 && asked.Length >= "2017".Length)
        {
            same = IndexOf(labels, label => label.StartsWith(asked, StringComparison.OrdinalIgnoreCase));
        }

        return same >= 0 ? same : IndexOf(labels, label => label.Length >= "2017".Length && asked.StartsWith(label, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Positions of the labels from one instant to another, both included; an end that is null is open.</summary>
    public static IReadOnlyList<int> Between(IReadOnlyList<string> labels, string? from, string? to)
    {
        var (first, last) = (from is null ? null : Instant(from), to is null ? null : Instant(to));
        return [.. Enumerable.Range(0, labels.Count).Where(i =>
            Instant(labels[i]) is { } instant
            && (from is null || instant >= first)
            && (to is null || instant <= last || labels[i].StartsWith(to, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>The labels in words for messages, shortened.</summary>
    public static string Show(IReadOnlyList<string> labels) => labels.Count <= MostShown
        ? string.Join(", ", labels)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", labels.Take(MostShown - 1))}, … {labels[^1]} ({labels.Count} in all)");

    private static int IndexOf(IReadOnlyList<string> labels, Func<string, bool> isMeant)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (isMeant(labels[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A date or a date with a time; without an offset in UTC.</summary>
    private static DateTimeOffset? Instant(string text) =>
        text.Length >= "2017-01".Length
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
}
