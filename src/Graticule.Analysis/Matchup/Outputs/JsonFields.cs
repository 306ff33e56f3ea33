using System.Globalization;
using System.Text.Json;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Fields as members of a JSON object; those without a value are null. Numbers that JSON has no form of are null, too.</summary>
internal sealed class JsonFields(Utf8JsonWriter json) : IFieldSink
{
    private IReadOnlyList<JsonEncodedText> _names = [];
    private int _at;

    /// <summary>The names of the fields that come next.</summary>
    internal void Begin(IReadOnlyList<JsonEncodedText> names) => (_names, _at) = (names, 0);

    public void Text(string? text) => json.WriteString(_names[_at++], text);

    public void Number(double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(_names[_at++], number);
        }
        else
        {
            Nothing();
        }
    }

    public void Whole(long number) => json.WriteNumber(_names[_at++], number);

    public void Instant(long seconds) => json.WriteString(_names[_at++], Iso(seconds));

    public void Nothing() => json.WriteNull(_names[_at++]);

    /// <summary>Seconds since 1970 as ISO 8601 has them.</summary>
    internal static string Iso(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
