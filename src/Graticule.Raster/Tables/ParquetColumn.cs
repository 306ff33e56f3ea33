using System.Buffers.Binary;
using System.Text;

namespace Graticule.Raster.Tables;

/// <summary>The values of one column of a group of rows, as a page of Parquet holds them (encoding PLAIN).</summary>
internal sealed class ParquetColumn(TableColumn column)
{
    private readonly MemoryStream _values = new();
    private readonly List<bool> _present = [];
    private readonly byte[] _scratch = new byte[sizeof(long)];
    private int _truths;
    private int _truthsHeld;
    private bool _hasNaN;
    private (double Least, double Most)? _numbers;
    private (long Least, long Most)? _whole;

    internal TableColumn Column => column;

    internal int Rows => _present.Count;

    internal int Nulls { get; private set; }

    /// <summary>That are held.</summary>
    internal long Bytes => _values.Length;

    /// <summary>Smallest and largest value as Parquet stores them; null where there are none, or they have no order that all readers agree on.</summary>
    internal (byte[] Least, byte[] Most)? Range => (_hasNaN, _numbers, _whole) switch
    {
        // Zeros have a sign, and readers are told to expect the widest range.
        (false, { } numbers, _) => (Number(numbers.Least == 0 ? -0.0 : numbers.Least), Number(numbers.Most == 0 ? 0.0 : numbers.Most)),
        (_, _, { } whole) => (Whole(whole.Least), Whole(whole.Most)),
        _ => null,
    };

    /// <exception cref="ArgumentException">The value is not of the type of the column.</exception>
    internal void Add(object? value)
    {
        _present.Add(value is not null);
        switch (column.Type, value)
        {
            case (_, null):
                Nulls++;
                break;
            case (ColumnType.Truth, bool truth):
                AddTruth(truth);
                break;
            case (ColumnType.WholeNumber, long number):
                AddWhole(number);
                break;
            case (ColumnType.Instant, DateTimeOffset instant):
                AddWhole(instant.ToUnixTimeMilliseconds());
                break;
            case (ColumnType.Number, double number):
                AddNumber(number);
                break;
            case (ColumnType.Text, string text):
                AddBytes(Encoding.UTF8.GetBytes(text));
                break;
            case (ColumnType.Bytes, byte[] bytes):
                AddBytes(bytes);
                break;
            default:
                throw new ArgumentException($"The column '{column.Name}' holds values of the type {column.Type}, not {value.GetType().Name}.", nameof(value));
        }
    }

    /// <summary>The page: which rows have a value, then the values.</summary>
    internal byte[] ToPage()
    {
        if (_truthsHeld > 0)
        {
            _values.WriteByte((byte)_truths);
        }

        using var page = new MemoryStream();
        var levels = Levels();
        BinaryPrimitives.WriteInt32LittleEndian(_scratch, levels.Length);
        page.Write(_scratch, 0, sizeof(int));
        page.Write(levels);
        page.Write(_values.GetBuffer(), 0, (int)_values.Length);
        return page.ToArray();
    }

    /// <summary>Makes it empty again.</summary>
    internal void Clear()
    {
        _values.SetLength(0);
        _present.Clear();
        (_truths, _truthsHeld, Nulls, _hasNaN, _numbers, _whole) = (0, 0, 0, false, null, null);
    }

    /// <summary>One bit for each row: as one run where all have a value, else eight to a byte.</summary>
    private byte[] Levels()
    {
        using var levels = new MemoryStream();
        if (Nulls == 0)
        {
            CompactWriter.PutGroups(levels, (ulong)_present.Count << 1);
            levels.WriteByte(1);
            return levels.ToArray();
        }

        var bits = new byte[(_present.Count + 7) / 8];
        for (var i = 0; i < _present.Count; i++)
        {
            bits[i / 8] |= (byte)(_present[i] ? 1 << (i % 8) : 0);
        }

        CompactWriter.PutGroups(levels, ((ulong)bits.Length << 1) | 1);
        levels.Write(bits);
        return levels.ToArray();
    }

    private void AddTruth(bool truth)
    {
        _truths |= truth ? 1 << _truthsHeld : 0;
        if (++_truthsHeld == 8)
        {
            _values.WriteByte((byte)_truths);
            (_truths, _truthsHeld) = (0, 0);
        }
    }

    private void AddWhole(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_scratch, number);
        _values.Write(_scratch);
        _whole = _whole is { } range ? (Math.Min(range.Least, number), Math.Max(range.Most, number)) : (number, number);
    }

    private void AddNumber(double number)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_scratch, number);
        _values.Write(_scratch);
        _hasNaN |= double.IsNaN(number);
        _numbers = _numbers is { } range ? (Math.Min(range.Least, number), Math.Max(range.Most, number)) : (number, number);
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_scratch, bytes.Length);
        _values.Write(_scratch, 0, sizeof(int));
        _values.Write(bytes);
    }

    private static byte[] Number(double number)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Whole(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }
}
