using System.Text;

namespace Graticule.Raster.Tables;

/// <summary>Reads structures in the compact protocol of Apache Thrift: what <see cref="CompactWriter"/> writes.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 24;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    /// <summary>Bytes that were read.</summary>
    internal int Position { get; private set; }

    private enum Kind
    {
        Stop = 0,
        True = 1,
        False = 2,
        Byte = 3,
        Int16 = 4,
        Int32 = 5,
        Int64 = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12,
        Uuid = 13,
    }

    /// <summary>A member of a structure.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Type">As the protocol numbers it.</param>
    internal readonly record struct Field(int Id, int Type);

    /// <summary>Enters a structure; its members follow.</summary>
    internal void Enter()
    {
        if (++_depth > MostDepth)
        {
            throw new ParquetException("is damaged: its metadata are nested too deeply");
        }
    }

    /// <summary>The next member of the structure; at its end none, and the structure is left.</summary>
    internal bool Next(ref Field field)
    {
        var head = Byte();
        var type = head & 15;
        if (type == (int)Kind.Stop)
        {
            _depth--;
            return false;
        }

        field = new(head >> 4 == 0 ? (int)Int() : field.Id + (head >> 4), type);
        return true;
    }

    internal static bool Truth(Field field) => field.Type == (int)Kind.True;

    /// <summary>A whole number.</summary>
    internal long Int(Field field)
    {
        Require(field.Type is >= (int)Kind.Byte and <= (int)Kind.Int64);
        return field.Type == (int)Kind.Byte ? (sbyte)Byte() : Int();
    }

    internal int Int32(Field field) => Int(field) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Damaged();

    internal ReadOnlySpan<byte> Binary(Field field)
    {
        Require(field.Type == (int)Kind.Binary);
        return Binary();
    }

    internal string Text(Field field) => Encoding.UTF8.GetString(Binary(field));

    /// <summary>The number of elements of a list of structures, each to be entered.</summary>
    internal int Structs(Field field)
    {
        Require(field.Type == (int)Kind.List);
        var count = List(out var type);
        Require(type == (int)Kind.Struct || count == 0);
        return count;
    }

    /// <summary>A list of texts.</summary>
    internal List<string> Texts(Field field)
    {
        Require(field.Type == (int)Kind.List);
        var count = List(out var type);
        Require(type == (int)Kind.Binary || count == 0);
        List<string> texts = [];
        for (var i = 0; i < count; i++)
        {
            texts.Add(Encoding.UTF8.GetString(Binary()));
        }

        return texts;
    }

    /// <summary>Passes over a member.</summary>
    internal void Skip(Field field) => Skip(field.Type, isElement: false);

    internal static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw Damaged();
        }
    }

    /// <summary>A number in groups of seven bits, the lowest first.</summary>
    internal static ulong Groups(ReadOnlySpan<byte> bytes, ref int position)
    {
        var (number, shift) = (0UL, 0);
        while (true)
        {
            if (position >= bytes.Length || shift > 63)
            {
                throw Damaged();
            }

            var group = bytes[position++];
            number |= (ulong)(group & 0x7F) << shift;
            if (group < 0x80)
            {
                return number;
            }

            shift += 7;
        }
    }

    /// <summary>A number whose sign is folded into its lowest bit.</summary>
    internal static long Unfolded(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private static ParquetException Damaged() => new("is damaged: its metadata cannot be read");

    private void Skip(int type, bool isElement)
    {
        switch ((Kind)type)
        {
            case Kind.True or Kind.False:
                Position += isElement ? 1 : 0;
                break;
            case Kind.Byte:
                Byte();
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                Int();
                break;
            case Kind.Double:
                Advance(sizeof(double));
                break;
            case Kind.Uuid:
                Advance(16);
                break;
            case Kind.Binary:
                Binary();
                break;
            case Kind.List or Kind.Set:
                SkipAll(List(out var element), element);
                break;
            case Kind.Map:
                SkipMap();
                break;
            case Kind.Struct:
                Enter();
                Field field = default;
                while (Next(ref field))
                {
                    Skip(field);
                }

                break;
            default:
                throw Damaged();
        }
    }

    private void SkipAll(int count, int type)
    {
        if (++_depth > MostDepth)
        {
            throw Damaged();
        }

        for (var i = 0; i < count; i++)
        {
            Skip(type, isElement: true);
        }

        _depth--;
    }

    private void SkipMap()
    {
        var count = Count(Unsigned());
        var types = count == 0 ? 0 : Byte();
        for (var i = 0; i < count; i++)
        {
            SkipAll(1, types >> 4);
            SkipAll(1, types & 15);
        }
    }

    private int List(out int type)
    {
        var head = Byte();
        type = head & 15;
        return head >> 4 == 15 ? Count(Unsigned()) : head >> 4;
    }

    /// <summary>Each element takes a byte at least: more than are left there cannot be.</summary>
    private readonly int Count(ulong count) => count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Damaged();

    private ReadOnlySpan<byte> Binary()
    {
        var length = Count(Unsigned());
        var start = Position;
        Advance(length);
        return _bytes.Slice(start, length);
    }

    private long Int() => Unfolded(Unsigned());

    private ulong Unsigned()
    {
        var position = Position;
        var number = Groups(_bytes, ref position);
        Position = position;
        return number;
    }

    private byte Byte()
    {
        Require(Position < _bytes.Length);
        return _bytes[Position++];
    }

    private void Advance(int count)
    {
        Require(count <= _bytes.Length - Position);
        Position += count;
    }
}
