using System.Text;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>What was done otherwise than it was asked for, in the headers of an answer.</summary>
internal static class Remarks
{
    private const int LongestHeader = 4000;

    /// <summary>As <c>OpenEO-Remarks</c>, and as warnings (RFC 7234 5.5) for those who know these.</summary>
    public static void Tell(HttpContext context, IEnumerable<string> remarks)
    {
        var sentences = remarks.Select(Plain).Distinct(StringComparer.Ordinal).ToList();
        if (sentences.Count == 0)
        {
            return;
        }

        var all = string.Join(' ', sentences);
        context.Response.Headers["OpenEO-Remarks"] = all[..Math.Min(all.Length, LongestHeader)];
        var quoted = all.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        context.Response.Headers["Warning"] = quoted.Length > LongestHeader ? "199 graticule \"See OpenEO-Remarks.\"" : $"199 graticule \"{quoted}\"";
    }

    /// <summary>Headers are of ASCII and of one line.</summary>
    private static string Plain(string sentence)
    {
        var plain = new StringBuilder(sentence.Length);
        foreach (var letter in sentence)
        {
            plain.Append(letter is >= ' ' and <= '~' ? letter : char.IsWhiteSpace(letter) ? ' ' : '?');
        }

        return plain.ToString();
    }
}
