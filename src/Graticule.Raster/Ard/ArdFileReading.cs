using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Graticule.Raster.Ard.Tiff;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Ard;

/// <summary>What a file is, by its name and by what GDAL says of it.</summary>
internal static partial class ArdFileReading
{
    private static readonly ConcurrentDictionary<string, ArdGrid?> Grids = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is not what its name says, or not on the grid.</exception>
    internal static ArdFile Read(FileInfo file, ArdName name)
    {
        if (name.Collection != 1)
        {
            throw new InvalidDataException($"it is of collection {name.Collection}, whose numbers have another scale; collection 1 is read.");
        }

        var grid = ArdGrid.Of(name.Region) ?? throw new InvalidDataException($"'{name.Region}' is no region; CU, AK and HI are.");
        RasterInfo info;
        using (var raster = Open(file.FullName))
        {
            info = raster.Info;
        }

        var (left, top) = PlaceOf(info, grid);
        var layer = name.Layer!;
        if (info.Driver != "GTiff" || info.Bands.Count != 1 || info.Bands[0].Type is not (PixelType.Int16 or PixelType.UInt16))
        {
            throw new InvalidDataException("it is no GeoTIFF of one band of 16-bit integers.");
        }

        return new(
            file.FullName, file.Length, file.LastWriteTimeUtc.Ticks, layer.Ubid, name.Acquired.DayNumber + 1,
            (((long)name.Processed.DayNumber * 100) + name.Version), left, top, info.Width, info.Height, IsDirect(file.FullName));
    }

    private static RasterFile Open(string path)
    {
        try
        {
            return RasterFile.Open(path);
        }
        catch (RasterFileException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static (long Left, long Top) PlaceOf(RasterInfo info, ArdGrid grid)
    {
        if (info.Georeference is not { } place || place.Wkt.Length == 0)
        {
            throw new InvalidDataException("it does not say where it lies.");
        }

        if (Grids.GetOrAdd(place.Wkt, GridOf) != grid)
        {
            throw new InvalidDataException($"its projection is not the Albers projection of region {grid.Region}.");
        }

        var map = place.Transform;
        var (left, top) = (Math.Round(map[0]), Math.Round(map[3]));
        var isAligned = map[1] == ArdGrid.PixelSide && map[5] == -ArdGrid.PixelSide && map[2] == 0 && map[4] == 0
            && Math.Abs(left - map[0]) < 1e-3 && Math.Abs(top - map[3]) < 1e-3
            && Math.Abs(left) < 1e8 && Math.Abs(top) < 1e8 && ((long)left - grid.Left) % ArdGrid.PixelSide == 0 && ((long)top - grid.Top) % ArdGrid.PixelSide == 0;
        return isAligned
            ? ((long)left, (long)top)
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its pixels are not those of the grid: they begin at {map[0]}, {map[3]} and are {map[1]} x {-map[5]} m large."));
    }

    /// <summary>The grid whose parallels and origin a projection has, whichever of the two ellipsoids it names.</summary>
    private static ArdGrid? GridOf(string wkt)
    {
        if (!wkt.Contains("Albers", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var numbers = Parameter().Matches(wkt).Select(match => double.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture)).ToHashSet();
        return ArdGrid.All.FirstOrDefault(grid => new[]
        {
            grid.Projection.FirstParallel, grid.Projection.SecondParallel, grid.Projection.OriginLatitude, grid.Projection.OriginLongitude,
        }.All(numbers.Contains));
    }

    private static bool IsDirect(string path)
    {
        try
        {
            using var file = TiffFile.Open(path);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return false;
        }
    }

    [GeneratedRegex("""PARAMETER\["[^"]*",\s*(?<value>[-+0-9.eE]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
