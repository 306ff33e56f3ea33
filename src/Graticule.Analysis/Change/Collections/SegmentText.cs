using System.Globalization;
using System.Text.Json;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Collections;

/// <summary>What files of JSON have in common: written as it comes, and never held as a whole.</summary>
internal static class SegmentText
{
    /// <summary>Bytes after which what is written goes to the file.</summary>
    internal const int Held = 1 << 16;

    /// <summary>Days and what is known of a segment besides its models.</summary>
    internal static void WriteFacts(Utf8JsonWriter json, ChangeModel model)
    {
        WriteDay(json, "start", model.StartDay);
        WriteDay(json, "end", model.EndDay);
        WriteDay(json, "break", model.BreakDay);
        json.WriteNumber("probability", model.ChangeProbability);
        json.WriteNumber("observations", model.ObservationCount);
        json.WriteNumber("curve_qa", model.CurveQa);
    }

    /// <summary>JSON has no word for what is not a number: that is null.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    internal static void FlushIfFull(Utf8JsonWriter json)
    {
        if (json.BytesPending > Held)
        {
            json.Flush();
        }
    }

    private static void WriteDay(Utf8JsonWriter json, string name, int day)
    {
        if (day < 1)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
