using System.Buffers;
using System.Globalization;
using System.Text;

namespace Graticule.Jobs.Text;

/// <summary>Numbers as Python writes them: clients compare texts, and tables were made with them.</summary>
public static class PythonNumbers
{
    /// <summary>Bytes that suffice for any number.</summary>
    public const int MostBytes = 40;

    /// <summary>Below it, and where there is no exponent, the layout is .NET's.</summary>
    private const double MostPlain = 1e15;

    /// <summary>
    /// A float as <c>repr</c> has it: the fewest digits that read back as the same double, at least one after the point, and an exponent of at
    /// least two digits below 1e-4 and from 1e16.
    /// </summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        // The digits are the same as those of .NET; only the layout differs.
        var (digits, exponent) = Split(value.ToString("R", CultureInfo.InvariantCulture));
        return (double.IsNegative(value) ? "-" : "") + Layout(digits, exponent);
    }

    /// <summary>Writes a float as <c>json.dumps</c> does: <see cref="Repr"/>, but <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    public static void WriteJson(IBufferWriter<byte> output, double value) => output.Advance(FormatJson(output.GetSpan(MostBytes), value));

    /// <summary>Formats a float as <see cref="WriteJson"/> does, without making a text of what needs none.</summary>
    /// <param name="bytes">At least <see cref="MostBytes"/>; gets ASCII.</param>
    /// <param name="value">The number.</param>
    /// <returns>How many bytes there are.</returns>
    public static int FormatJson(Span<byte> bytes, double value)
    {
        if (!double.IsFinite(value))
        {
            return Encoding.ASCII.GetBytes(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity", bytes);
        }

        _ = value.TryFormat(bytes, out var count, "R", CultureInfo.InvariantCulture);
        var text = bytes[..count];
        if (Math.Abs(value) >= MostPlain || text.Contains((byte)'E'))
        {
            return Encoding.ASCII.GetBytes(Repr(value), bytes);
        }

        if (!text.Contains((byte)'.'))
        {
            ".0"u8.CopyTo(bytes[count..]);
            count += 2;
        }

        return count;
    }

    /// <summary>Significant digits without zeros at either end, and the exponent of the first: 1200 is ("12", 3).</summary>
    private static (string Digits, int Exponent) Split(string text)
    {
        var plain = text.TrimStart('-');
        var mark = plain.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(plain.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? plain : plain[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("0", 0) : (digits, exponent + whole.Length - 1 - leading);
    }

    private static string Layout(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        var plain = new StringBuilder();
        if (exponent < 0)
        {
            return plain.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        }

        var whole = exponent + 1;
        return digits.Length <= whole
            ? plain.Append(digits).Append('0', whole - digits.Length).Append(".0").ToString()
            : plain.Append(digits, 0, whole).Append('.').Append(digits, whole, digits.Length - whole).ToString();
    }
}
