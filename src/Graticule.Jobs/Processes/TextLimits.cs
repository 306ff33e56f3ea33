using System.Buffers.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Jobs.Processes;

/// <summary>Limits of texts. Lengths count UTF-16 units.</summary>
internal sealed class TextLimits
{
    private readonly int _least;
    private readonly int _most;
    private readonly Regex? _pattern;
    private readonly TextFormat? _format;
    private readonly bool _isBase64;

    private TextLimits(JsonObject schema)
    {
        _least = (int)(Numbers.Find(schema, "minLength") ?? 0);
        _most = (int)Math.Min(int.MaxValue, Numbers.Find(schema, "maxLength") ?? int.MaxValue);
        _pattern = schema["pattern"] is JsonValue pattern ? Compile(pattern.GetValue<string>()) : null;
        _format = schema["format"] is JsonValue format ? TextFormat.Find(format.GetValue<string>()) : null;
        _isBase64 = schema["contentEncoding"] is JsonValue encoding && encoding.GetValue<string>() == "base64";
    }

    /// <summary>Null when the schema says nothing of texts.</summary>
    public static TextLimits? Of(JsonObject schema) =>
        Array.Exists(["minLength", "maxLength", "pattern", "format", "contentEncoding"], schema.ContainsKey) ? new(schema) : null;

    public void Check(string text, ref Walk walk)
    {
        if (text.Length < _least && walk.Fails())
        {
            walk.Add($"The text has {text.Length} characters; it needs at least {_least}.");
        }

        if (text.Length > _most && walk.Fails())
        {
            walk.Add($"The text has {text.Length} characters; it may have at most {_most}.");
        }

        if (_pattern is not null && !Matches(_pattern, text) && walk.Fails())
        {
            walk.Add($"The text does not match the pattern '{_pattern}'.");
        }

        if (_format is not null && !_format.Accepts(text) && walk.Fails())
        {
            walk.Add($"The text must be {_format.Description}.");
        }

        if (_isBase64 && !Base64.IsValid(text) && walk.Fails())
        {
            walk.Add("The text must be base64.");
        }
    }

    /// <summary>Linear in the text where the pattern allows it; otherwise given up after a time.</summary>
    private static Regex Compile(string pattern)
    {
        var limit = TimeSpan.FromMilliseconds(100);
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, limit);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, limit);
        }
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
