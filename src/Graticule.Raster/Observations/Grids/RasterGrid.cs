using System.Buffers;
using System.Globalization;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;
using Graticule.Raster.Pixels;
using Graticule.Raster.Times;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Observations.Grids;

/// <summary>The grid of a GeoTIFF, a band a variable, all of one time.</summary>
internal sealed class RasterGrid : IGridSource
{
    private readonly RasterFile _file;
    private readonly string _path;
    private readonly (int Band, ValueDecoder Decoder)?[] _bands;

    private RasterGrid(RasterFile file, string path, GridShape shape, IReadOnlyList<(int Number, ArrayInfo Description)?> bands, IReadOnlyDictionary<string, string> attributes)
    {
        (_file, _path, Shape, Attributes) = (file, path, shape, attributes);
        _bands = [.. bands.Select(band => band is var (number, description) ? (number, new ValueDecoder(description, Packing.Of(description, hasLibraryFills: false))) : ((int, ValueDecoder)?)null)];
        Variables = [.. bands.Select(band => band is var (_, description) ? ArrayVariables.Describe(description) : null)];
    }

    public GridShape Shape { get; }

    public IReadOnlyList<ObservedVariable?> Variables { get; }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Whether a file is a TIFF, by its first bytes.</summary>
    internal static bool IsOne(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && (start.SequenceEqual("II*\0"u8) || start.SequenceEqual("MM\0*"u8) || start.SequenceEqual("II+\0"u8) || start.SequenceEqual("MM\0+"u8));
    }

    /// <exception cref="ObservationFileException">It holds no grid.</exception>
    internal static RasterGrid Open(string path, IReadOnlyList<string> names)
    {
        RasterFile? file = null;
        try
        {
            file = RasterFile.Open(path);
            var facts = RasterFacts.Read(file);
            var described = Describe(file, facts);
            var shape = ShapeOf(path, file, Time(path, facts.Metadata));
            return new(file, path, shape, Choose(path, described, names), facts.Metadata);
        }
        catch (RasterFileException exception)
        {
            file?.Dispose();
            throw Fault(path, exception);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values)
    {
        values = values[..(rows * columns)];
        if (_bands[variable] is not var (band, decoder))
        {
            values.Fill(float.NaN);
            return;
        }

        var bytes = values.Length * decoder.Type.Size();
        var stored = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            _file.Read(band, new Window(column, row, columns, rows), decoder.Type, stored.AsSpan(0, bytes));
            decoder.Decode(stored.AsSpan(0, bytes), values);
        }
        catch (RasterFileException exception)
        {
            throw Fault(_path, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    public void Dispose() => _file.Dispose();

    private static GridShape ShapeOf(string path, RasterFile file, long time)
    {
        var info = file.Info;
        if (info.Georeference is not { } place || place.Wkt.Length == 0 || CoordinateReference.Find(place.Wkt) is not { } reference)
        {
            throw new ObservationFileException(path, "does not say where its pixels lie: it has no affine transformation with a coordinate reference system");
        }

        using (reference)
        {
            if (place.Transform[2] != 0 || place.Transform[4] != 0)
            {
                throw new ObservationFileException(path, "is turned against its reference system; a grid of rows along parallels is needed (gdalwarp)");
            }

            var (longitudes, latitudes) = ProjectedAxes.ToLonLat(
                path, reference,
                [.. Enumerable.Range(0, info.Width).Select(column => place.X(column + 0.5, 0))],
                [.. Enumerable.Range(0, info.Height).Select(row => place.Y(0, row + 0.5))]);
            return new(
                latitudes, longitudes, [time], info.BlockHeight, info.BlockWidth,
                [new("lat", info.Height, TileRole.Row), new("lon", info.Width, TileRole.Column), new("time", 1, TileRole.Time)]);
        }
    }

    /// <summary>The tag of TIFF itself comes last: it tells when the file was made, which may be years after the observation.</summary>
    private static long Time(string path, IReadOnlyDictionary<string, string> metadata) =>
        (FileWords.Start(metadata, path, out _) ?? WrittenTime.Find(metadata.GetValueOrDefault("TIFFTAG_DATETIME"), out _))?.ToUnixTimeSeconds()
        ?? throw new ObservationFileException(path, "tells no time: neither its tags nor its name have a date, such as sst_20200131.tif");

    /// <summary>The bands that hold measurements, in the words of arrays.</summary>
    private static List<(int Number, ArrayInfo Description)> Describe(RasterFile file, RasterFacts facts)
    {
        List<(int, ArrayInfo)> described = [];
        for (var i = 0; i < file.Info.Bands.Count; i++)
        {
            var (band, words) = (file.Info.Bands[i], facts.Bands[i]);
            if (band.Color == BandColor.Alpha)
            {
                continue;
            }

            var isNamed = words.Name.Length > 0 && facts.Bands.Count(other => other.Name == words.Name) == 1;
            var attributes = words.Metadata.ToDictionary(entry => entry.Key, entry => ArrayAttribute.Of(entry.Value), StringComparer.Ordinal);
            Add("units", words.Unit.Length > 0 ? ArrayAttribute.Of(words.Unit) : null);
            Add("scale_factor", words.Scale is { } scale ? ArrayAttribute.Of((int)PixelType.Float64, scale) : null);
            Add("add_offset", words.Offset is { } offset ? ArrayAttribute.Of((int)PixelType.Float64, offset) : null);
            Add("_FillValue", band.NoData is { } none ? ArrayAttribute.Of((int)PixelType.Float64, none) : null);
            var name = isNamed ? words.Name : string.Create(CultureInfo.InvariantCulture, $"band_{i + 1}");
            described.Add((i + 1, new(name, ArrayContent.Numbers, (int)band.Type, [], [], attributes)));

            void Add(string key, ArrayAttribute? value)
            {
                if (value is not null)
                {
                    attributes[key] = value;
                }
            }
        }

        return described;
    }

    /// <summary>The bands of a list of names: by their own, or, where they have none of these, by their order.</summary>
    private static List<(int Number, ArrayInfo Description)?> Choose(string path, List<(int Number, ArrayInfo Description)> bands, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return bands.Count > 0 ? [.. bands] : throw new ObservationFileException(path, "has no band of measurements");
        }

        var isNamed = bands.Any(band => names.Contains(band.Description.Name, StringComparer.Ordinal));
        return
        [
            .. names.Select((name, i) => isNamed
                ? bands.Where(band => band.Description.Name == name).Select(band => ((int, ArrayInfo)?)band).FirstOrDefault()
                : i < bands.Count ? (bands[i].Number, bands[i].Description with { Name = name }) : null),
        ];
    }

    private static ObservationFileException Fault(string path, RasterFileException exception)
    {
        var start = $"'{exception.FileName}' ";
        var text = exception.Message.StartsWith(start, StringComparison.Ordinal) ? exception.Message[start.Length..] : exception.Message;
        return new(path, text.TrimEnd('.'));
    }
}
