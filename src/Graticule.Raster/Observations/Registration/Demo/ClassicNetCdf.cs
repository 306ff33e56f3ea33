using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>
/// Writes netCDF files of the classic format (<c>CDF\x01</c>, up to 2 GiB). Unlike files of a library's version 4 they hold nothing of the
/// library or the machine, so the same numbers are the same bytes everywhere.
/// </summary>
internal sealed class ClassicNetCdf
{
    private const int Dimension = 0x0A;
    private const int Variable = 0x0B;
    private const int Attribute = 0x0C;

    private readonly List<(string Name, int Size)> _dimensions = [];
    private readonly List<(string Name, object Value)> _attributes = [];
    private readonly List<Entry> _variables = [];

    internal void AddDimension(string name, int size) => _dimensions.Add((name, size));

    /// <param name="name">Unique.</param>
    /// <param name="value">A text, <see langword="short"/>, <see langword="int"/>, <see langword="float"/> or <see langword="double"/>.</param>
    internal void Note(string name, object value) => _attributes.Add((name, value));

    /// <summary>Adds a variable with all its numbers.</summary>
    internal void Add<T>(string name, IReadOnlyList<string> dimensions, T[] numbers, params IReadOnlyList<(string Name, object Value)> attributes)
        where T : unmanaged => _variables.Add(new(
            name, [.. dimensions.Select(dimension => _dimensions.FindIndex(known => known.Name == dimension))], TypeOf(default(T)), BigEndian<T>(numbers), attributes));

    internal void Save(string path)
    {
        var length = Header(0).Length;
        using var file = File.Create(path);
        file.Write(Header(length));
        foreach (var variable in _variables)
        {
            file.Write(variable.Bytes);
            file.Write(new byte[Padding(variable.Bytes.Length)]);
        }
    }

    private byte[] Header(int length)
    {
        using MemoryStream header = new();
        header.Write("CDF\x01"u8);
        WriteInt(header, 0); // no records
        WriteInt(header, Dimension);
        WriteInt(header, _dimensions.Count);
        foreach (var (name, size) in _dimensions)
        {
            WriteName(header, name);
            WriteInt(header, size);
        }

        WriteAttributes(header, _attributes);
        WriteInt(header, Variable);
        WriteInt(header, _variables.Count);
        var begin = length;
        foreach (var variable in _variables)
        {
            WriteName(header, variable.Name);
            WriteInt(header, variable.Dimensions.Count);
            foreach (var dimension in variable.Dimensions)
            {
                WriteInt(header, dimension);
            }

            var size = variable.Bytes.Length + Padding(variable.Bytes.Length);
            WriteAttributes(header, variable.Attributes);
            WriteInt(header, variable.Type);
            WriteInt(header, size);
            WriteInt(header, begin);
            begin += size;
        }

        return header.ToArray();
    }

    private static void WriteAttributes(MemoryStream header, IReadOnlyList<(string Name, object Value)> attributes)
    {
        WriteInt(header, attributes.Count == 0 ? 0 : Attribute);
        WriteInt(header, attributes.Count);
        foreach (var (name, value) in attributes)
        {
            var bytes = value switch
            {
                string text => Encoding.UTF8.GetBytes(text),
                short number => BigEndian<short>([number]),
                int number => BigEndian<int>([number]),
                float number => BigEndian<float>([number]),
                double number => BigEndian<double>([number]),
                _ => throw new ArgumentException($"An attribute of a classic file is no {value.GetType().Name}.", nameof(attributes)),
            };
            WriteName(header, name);
            WriteInt(header, TypeOf(value));
            WriteInt(header, value is string ? bytes.Length : 1);
            header.Write(bytes);
            header.Write(new byte[Padding(bytes.Length)]);
        }
    }

    private static int TypeOf(object value) => value switch { string => 2, short => 3, int => 4, float => 5, _ => 6 };

    private static void WriteName(MemoryStream header, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        WriteInt(header, bytes.Length);
        header.Write(bytes);
        header.Write(new byte[Padding(bytes.Length)]);
    }

    private static void WriteInt(MemoryStream header, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        header.Write(bytes);
    }

    private static int Padding(int length) => -length & 3;

    private static byte[] BigEndian<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(numbers).ToArray();
        var size = bytes.Length / Math.Max(1, numbers.Length);
        for (var at = 0; BitConverter.IsLittleEndian && at < bytes.Length; at += size)
        {
            Array.Reverse(bytes, at, size);
        }

        return bytes;
    }

    private sealed record Entry(string Name, IReadOnlyList<int> Dimensions, int Type, byte[] Bytes, IReadOnlyList<(string Name, object Value)> Attributes);
}
