using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Graticule.Raster.Formats;

/// <summary>
/// A GeoTIFF of few pixels and any number of bands of double precision, NaN where there is nothing, in memory and without native code. Tags come first and each
/// band is one tile, so that it is a Cloud Optimized GeoTIFF, of which so small an image has no overviews.
/// </summary>
/// <param name="side">Pixels along a side, at most 128.</param>
/// <param name="place">Where it lies.</param>
public sealed class SmallGeoTiff(int side, SmallGeoTiff.Albers place)
{
    private const int TileSide = 128;
    private const ushort UserDefined = 32767;

    private readonly List<(string Name, byte[] Tile)> _bands = [];
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);

    /// <summary>An Albers equal-area conic grid on WGS 84 with an ellipsoid of its own, in metres.</summary>
    /// <param name="Left">Edge of the image.</param>
    /// <param name="Top">Edge of the image.</param>
    /// <param name="Step">Of a pixel.</param>
    /// <param name="Parallels">Both standard parallels, degrees.</param>
    /// <param name="Origin">Latitude and longitude, degrees.</param>
    /// <param name="Ellipsoid">Larger half axis in metres, and inverse flattening.</param>
    public readonly record struct Albers(
        double Left, double Top, double Step, (double First, double Second) Parallels, (double Latitude, double Longitude) Origin, (double Axis, double InverseFlattening) Ellipsoid);

    /// <summary>Adds a fact about the file.</summary>
    public void Note(string name, string value) => _facts[name] = value;

    /// <summary>Adds a band.</summary>
    /// <param name="name">Its description.</param>
    /// <param name="values">Row by row.</param>
    public void Add(string name, ReadOnlySpan<double> values)
    {
        if (side > TileSide || values.Length != side * side)
        {
            throw new ArgumentException($"A band has {side} x {side} values, at most {TileSide} x {TileSide}.", nameof(values));
        }

        var tile = new byte[TileSide * TileSide * sizeof(double)];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(tile.AsSpan(((row * TileSide) + column) * sizeof(double)), values[(row * side) + column]);
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(tile);
        }

        _bands.Add((name, packed.ToArray()));
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream output)
    {
        var offset = Directory(0).Length;
        output.Write(Directory(offset).ToArray());
        foreach (var (_, tile) in _bands)
        {
            output.Write(tile);
        }
    }

    private TiffDirectory Directory(int offset)
    {
        TiffDirectory tags = new();
        tags.Longs(256, (uint)side);
        tags.Longs(257, (uint)side);
        tags.Shorts(258, Repeat(64));
        tags.Shorts(259, 8);
        tags.Shorts(262, 1);
        tags.Shorts(277, (ushort)_bands.Count);
        tags.Shorts(284, 2);
        tags.Longs(322, TileSide);
        tags.Longs(323, TileSide);
        var offsets = new uint[_bands.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = (uint)offset;
            offset += _bands[i].Tile.Length;
        }

        tags.Longs(324, offsets);
        tags.Longs(325, [.. _bands.Select(band => (uint)band.Tile.Length)]);
        if (_bands.Count > 1)
        {
            tags.Shorts(338, new ushort[_bands.Count - 1]);
        }

        tags.Shorts(339, Repeat(3));
        Locate(tags);
        tags.Text(42112, Metadata());
        tags.Text(42113, "nan");
        return tags;
    }

    private ushort[] Repeat(ushort value) => [.. Enumerable.Repeat(value, _bands.Count)];

    /// <summary>OGC GeoTIFF 1.1: keys of a projection that no authority named.</summary>
    private void Locate(TiffDirectory tags)
    {
        const ushort Reals = 34736;
        const ushort Texts = 34737;
        const string Citation = "WGS 84 / Albers|WGS 84|";
        tags.Reals(33550, place.Step, place.Step, 0);
        tags.Reals(33922, 0, 0, 0, place.Left, place.Top, 0);
        tags.Reals(
            Reals, place.Ellipsoid.Axis, place.Ellipsoid.InverseFlattening, place.Parallels.First, place.Parallels.Second, place.Origin.Longitude, place.Origin.Latitude, 0, 0);
        tags.Text(Texts, Citation);
        ushort[] keys =
        [
            1024, 0, 1, 1,
            1025, 0, 1, 1,
            2048, 0, 1, UserDefined,
            2049, Texts, 7, 16,
            2050, 0, 1, 6326,
            2054, 0, 1, 9102,
            2056, 0, 1, UserDefined,
            2057, Reals, 1, 0,
            2059, Reals, 1, 1,
            3072, 0, 1, UserDefined,
            3073, Texts, 16, 0,
            3074, 0, 1, UserDefined,
            3075, 0, 1, 11,
            3076, 0, 1, 9001,
            3078, Reals, 1, 2,
            3079, Reals, 1, 3,
            3080, Reals, 1, 4,
            3081, Reals, 1, 5,
            3082, Reals, 1, 6,
            3083, Reals, 1, 7,
        ];
        tags.Shorts(34735, [1, 1, 0, (ushort)(keys.Length / 4), .. keys]);
    }

    /// <summary>Names of bands and facts, as GDAL keeps them.</summary>
    private string Metadata()
    {
        var text = new StringBuilder("<GDALMetadata>");
        foreach (var (name, value) in _facts)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Item name=\"{SecurityElement.Escape(name)}\">{SecurityElement.Escape(value)}</Item>");
        }

        for (var i = 0; i < _bands.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Item name=\"DESCRIPTION\" sample=\"{i}\" role=\"description\">{SecurityElement.Escape(_bands[i].Name)}</Item>");
        }

        return text.Append("</GDALMetadata>").ToString();
    }
}
