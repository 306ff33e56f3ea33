using System.Text;

namespace Graticule.Raster.Tables;

/// <summary>
/// Structures in the compact protocol of Apache Thrift, as far as the metadata of Parquet need it: fields in rising order, each with the
/// distance to the one before and its type; whole numbers folded (zigzag) and in groups of seven bits.
/// </summary>
internal sealed class CompactWriter
{
    private const byte True = 1;
    private const byte False = 2;
    private const byte Int32 = 5;
    private const byte Int64 = 6;
    private const byte Binary = 8;
    private const byte ListOf = 9;
    private const byte Struct = 12;
    private const int LongestShortList = 14;
    private const int LongestShortStep = 15;

    private readonly MemoryStream _bytes = new();
    private readonly Stack<int> _outer = new();
    private int _field;

    internal byte[] ToArray() => _bytes.ToArray();

    internal CompactWriter Put(int field, int number) => Head(field, Int32).Folded(number);

    internal CompactWriter Put(int field, long number) => Head(field, Int64).Folded(number);

    internal CompactWriter Put(int field, bool truth) => Head(field, truth ? True : False);

    internal CompactWriter Put(int field, string text) => Put(field, Encoding.UTF8.GetBytes(text));

    internal CompactWriter Put(int field, ReadOnlySpan<byte> bytes) => Head(field, Binary).Sized(bytes);

    /// <summary>A structure whose members <paramref name="fill"/> puts.</summary>
    internal CompactWriter Put(int field, Action fill)
    {
        Head(field, Struct);
        Fill(fill);
        return this;
    }

    /// <summary>A structure without members.</summary>
    internal CompactWriter PutEmpty(int field) => Put(field, static () => { });

    internal CompactWriter PutList(int field, IReadOnlyCollection<int> numbers)
    {
        Head(field, ListOf).Count(numbers.Count, Int32);
        foreach (var number in numbers)
        {
            Folded(number);
        }

        return this;
    }

    internal CompactWriter PutList(int field, IReadOnlyCollection<string> texts)
    {
        Head(field, ListOf).Count(texts.Count, Binary);
        foreach (var text in texts)
        {
            Sized(Encoding.UTF8.GetBytes(text));
        }

        return this;
    }

    /// <summary>A list of structures.</summary>
    internal CompactWriter PutList<T>(int field, IReadOnlyCollection<T> items, Action<T> fill)
    {
        Head(field, ListOf).Count(items.Count, Struct);
        foreach (var item in items)
        {
            Fill(() => fill(item));
        }

        return this;
    }

    /// <summary>Ends the outermost structure.</summary>
    internal CompactWriter End()
    {
        _bytes.WriteByte(0);
        return this;
    }

    /// <summary>A number in groups of seven bits, the lowest first.</summary>
    internal static void PutGroups(Stream stream, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            stream.WriteByte((byte)(number | 0x80));
        }

        stream.WriteByte((byte)number);
    }

    private void Fill(Action fill)
    {
        _outer.Push(_field);
        _field = 0;
        fill();
        End();
        _field = _outer.Pop();
    }

    private CompactWriter Head(int field, byte type)
    {
        var step = field - _field;
        if (step is < 1 or > LongestShortStep)
        {
            throw new ArgumentOutOfRangeException(nameof(field), field, "Fields are put in rising order, at most 15 apart.");
        }

        _bytes.WriteByte((byte)((step << 4) | type));
        _field = field;
        return this;
    }

    private void Count(int count, byte type)
    {
        if (count <= LongestShortList)
        {
            _bytes.WriteByte((byte)((count << 4) | type));
            return;
        }

        _bytes.WriteByte((byte)(0xF0 | type));
        PutGroups(_bytes, (ulong)count);
    }

    private CompactWriter Folded(long number)
    {
        PutGroups(_bytes, (ulong)((number << 1) ^ (number >> 63)));
        return this;
    }

    private CompactWriter Sized(ReadOnlySpan<byte> bytes)
    {
        PutGroups(_bytes, (ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }
}
