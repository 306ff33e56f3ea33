using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Graticule.Analysis.Observations;

/// <summary>UTF-8 text of many rows, made in one piece of memory that is used again: numbers as Python prints them, times in UTC, strings for JSON or CSV.</summary>
public sealed class TextBuffer
{
    private const int LongestNumber = 32;

    private byte[] _bytes = new byte[1 << 16];
    private long _lastSeconds = long.MinValue;
    private byte[] _lastTime = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Adds text as it is.</summary>
    public TextBuffer Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Adds text as it is.</summary>
    public TextBuffer Add(string text)
    {
        Length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    public TextBuffer Add(long number)
    {
        number.TryFormat(Room(LongestNumber), out var length, default, CultureInfo.InvariantCulture);
        Length += length;
        return this;
    }

    /// <summary>Adds the shortest text that reads back as the same number, always with a point or an exponent: <c>25.0</c>, <c>1e-05</c>.</summary>
    public TextBuffer Add(double number)
    {
        number.TryFormat(Room(LongestNumber), out var length, default, CultureInfo.InvariantCulture);
        Finish(length);
        return this;
    }

    /// <summary>As <see cref="Add(double)"/>, with the fewer digits that a 32-bit number needs.</summary>
    public TextBuffer Add(float number)
    {
        number.TryFormat(Room(LongestNumber), out var length, default, CultureInfo.InvariantCulture);
        Finish(length);
        return this;
    }

    /// <summary>Adds a number for JSON: <c>null</c> for what JSON has no number for.</summary>
    public TextBuffer AddJson(double number) => double.IsFinite(number) ? Add(number) : Add("null"u8);

    /// <summary>Adds a string for JSON, quoted; <c>null</c> where there is none.</summary>
    public TextBuffer AddJson(string? text) =>
        text is null ? Add("null"u8) : Add("\""u8).Add(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)).Add("\""u8);

    /// <summary>Adds a field of a CSV file, quoted where it has to be (RFC 4180).</summary>
    public TextBuffer AddCsv(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? Add(text) : Add($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    /// <summary>Adds <c>2018-04-01T12:00:00Z</c>.</summary>
    /// <param name="seconds">Since 1970, UTC.</param>
    public TextBuffer AddTime(long seconds)
    {
        if (seconds != _lastSeconds)
        {
            _lastTime = Encoding.UTF8.GetBytes(
                DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            _lastSeconds = seconds;
        }

        return Add(_lastTime);
    }

    /// <summary>Takes back what was added last.</summary>
    public void Shorten(int length) => Length = length;

    private void Finish(int length)
    {
        var digits = _bytes.AsSpan(Length, length);
        var exponent = digits.IndexOf((byte)'E');
        if (exponent >= 0)
        {
            digits[exponent] = (byte)'e';
        }

        Length += length;
        if (exponent < 0 && !digits.Contains((byte)'.') && char.IsAsciiDigit((char)digits[^1]))
        {
            Add(".0"u8);
        }
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_bytes.Length * 2, (long)Length + length)));
        }

        return _bytes.AsSpan(Length);
    }
}
