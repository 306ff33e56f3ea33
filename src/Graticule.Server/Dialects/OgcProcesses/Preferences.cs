using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Graticule.Server.Dialects.OgcProcesses;

internal enum ReturnPreference
{
    None,

    /// <summary>Links.</summary>
    Minimal,

    /// <summary>Values inline.</summary>
    Representation,
}

/// <summary>
/// The <c>Prefer</c> header (RFC 7240), read with tolerance: several headers, commas and semicolons all separate preferences, names
/// are compared without case, unknown ones are ignored.
/// </summary>
/// <param name="RespondAsync">The caller would rather not wait.</param>
/// <param name="Wait">How long the caller would wait.</param>
/// <param name="Return">How results should come.</param>
internal readonly record struct Preferences(bool RespondAsync, TimeSpan? Wait, ReturnPreference Return)
{
    public static Preferences Read(StringValues header)
    {
        var found = default(Preferences);
        foreach (var line in header)
        {
            foreach (var part in line.AsSpan().SplitAny(',', ';'))
            {
                found = found.With(line.AsSpan(part).Trim());
            }
        }

        return found;
    }

    /// <summary>Value of <c>Preference-Applied</c>; null when nothing was.</summary>
    /// <param name="isAsync">Whether the answer came before the end of the job.</param>
    /// <param name="isReturnApplied">Whether the return preference had a say.</param>
    public string? Applied(bool isAsync, bool isReturnApplied)
    {
        List<string> applied = [];
        if (RespondAsync && isAsync)
        {
            applied.Add("respond-async");
        }

        if (Wait is { } wait)
        {
            applied.Add(string.Create(CultureInfo.InvariantCulture, $"wait={(long)wait.TotalSeconds}"));
        }

        if (isReturnApplied && Return != ReturnPreference.None)
        {
            applied.Add(Return == ReturnPreference.Minimal ? "return=minimal" : "return=representation");
        }

        return applied.Count == 0 ? null : string.Join(", ", applied);
    }

    private Preferences With(ReadOnlySpan<char> preference)
    {
        var equals = preference.IndexOf('=');
        var name = (equals < 0 ? preference : preference[..equals]).Trim();
        var value = equals < 0 ? [] : preference[(equals + 1)..].Trim().Trim('"');
        if (name.Equals("respond-async", StringComparison.OrdinalIgnoreCase))
        {
            return this with { RespondAsync = true };
        }

        if (name.Equals("wait", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return this with { Wait = TimeSpan.FromSeconds(seconds) };
        }

        return name.Equals("return", StringComparison.OrdinalIgnoreCase)
            && Enum.TryParse<ReturnPreference>(value, ignoreCase: true, out var form)
            && !char.IsAsciiDigit(value[0])
                ? this with { Return = form }
                : this;
    }
}
