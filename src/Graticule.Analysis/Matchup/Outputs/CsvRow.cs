using System.Buffers;
using System.Globalization;
using System.Text;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Fields as text of a CSV row (RFC 4180), in UTF-8, each with a comma behind it.</summary>
internal sealed class CsvRow : IFieldSink
{
    /// <summary>No number or instant is longer.</summary>
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>The fields so far.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    internal void Clear() => _length = 0;

    /// <summary>Makes the last comma the end of the row.</summary>
    internal void End()
    {
        _bytes[_length - 1] = (byte)'\r';
        Room(1)[0] = (byte)'\n';
        _length++;
    }

    public void Text(string? text)
    {
        if (text is not null)
        {
            var written = text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
            _length += Encoding.UTF8.GetBytes(written, Room(Encoding.UTF8.GetMaxByteCount(written.Length)));
        }

        Nothing();
    }

    public void Number(double number)
    {
        if (!double.IsNaN(number))
        {
            number.TryFormat(Room(LongestNumber), out var count, default, CultureInfo.InvariantCulture);
            _length += count;
        }

        Nothing();
    }

    public void Whole(long number)
    {
        number.TryFormat(Room(LongestNumber), out var count, default, CultureInfo.InvariantCulture);
        _length += count;
        Nothing();
    }

    public void Instant(long seconds)
    {
        DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(Room(LongestNumber), out var count, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _length += count;
        Nothing();
    }

    public void Nothing()
    {
        Room(1)[0] = (byte)',';
        _length++;
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        return _bytes.AsSpan(_length);
    }
}
