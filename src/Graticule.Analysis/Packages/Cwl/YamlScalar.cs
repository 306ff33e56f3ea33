using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The types of plain scalars: the core schema of YAML 1.2 (10.3.2). Versions such as <c>0.3.0</c>, <c>on</c> and <c>yes</c> are texts.</summary>
internal static partial class YamlScalar
{
    /// <summary>The node of a plain scalar. False for infinity and not-a-number, which JSON cannot hold.</summary>
    public static bool TryRead(string text, out JsonNode? node)
    {
        node = null;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return true;
            case "true" or "True" or "TRUE":
                node = JsonValue.Create(true);
                return true;
            case "false" or "False" or "FALSE":
                node = JsonValue.Create(false);
                return true;
        }

        if (Special().IsMatch(text))
        {
            return false;
        }

        node = Number(text) ?? JsonValue.Create(text);
        return true;
    }

    public static JsonNode? Number(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return null;
        }

        if (Decimal().IsMatch(text))
        {
            return JsonNode.Parse(Plain(text));
        }

        if (Radix().Match(text) is { Success: true } match)
        {
            var isHexadecimal = text[1] == 'x';
            var digits = match.Groups["digits"].Value;
            if (digits.Length <= (isHexadecimal ? 15 : 20))
            {
                return JsonValue.Create(isHexadecimal ? long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : Convert.ToInt64(digits, 8));
            }
        }

        return null;
    }

    /// <summary>A decimal number as JSON writes it, with its digits kept: 1.10 stays 1.10.</summary>
    private static string Plain(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var digits = text.TrimStart('-', '+');
        var end = digits.AsSpan().IndexOfAny('e', 'E');
        var (mantissa, exponent) = end < 0 ? (digits, "") : (digits[..end], digits[end..]);
        mantissa = mantissa.TrimStart('0');
        mantissa = mantissa.Length == 0 || mantissa[0] == '.' ? "0" + mantissa : mantissa;
        return sign + mantissa.TrimEnd('.') + exponent;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0(o(?<digits>[0-7]+)|x(?<digits>[0-9a-fA-F]+))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Radix();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Special();
}
