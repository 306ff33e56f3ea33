using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Graticule.Benchmarks;

/// <summary>Reads one-dimensional arrays of a numpy archive (<c>.npz</c>).</summary>
internal sealed partial class NpyArchive(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    /// <summary>The array of a name, whose numbers have the size of <typeparamref name="T"/>.</summary>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        using var stream = _archive.GetEntry(name + ".npy")!.Open();
        var start = new byte[10];
        stream.ReadExactly(start);
        var header = new byte[BitConverter.ToUInt16(start, 8)];
        stream.ReadExactly(header);
        var numbers = new T[int.Parse(Shape().Match(Encoding.ASCII.GetString(header)).Groups["n"].Value, CultureInfo.InvariantCulture)];
        stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    public void Dispose() => _archive.Dispose();

    [GeneratedRegex(@"'shape':\s*\((?<n>\d+),\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
