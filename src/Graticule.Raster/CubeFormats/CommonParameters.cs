using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>Options that several formats have, and what they mean.</summary>
internal static class CommonParameters
{
    internal const string Automatic = "auto";

    internal static FormatParameter DataType { get; } = new(
        "datatype", "string", "Type of the numbers. Integers are rounded to the nearest and saturate at the ends of their range. auto: float32.")
    {
        Default = Automatic,
        Values = [Automatic, .. Enum.GetValues<PixelType>().Select(type => type.ToString().ToLowerInvariant())],
    };

    internal static FormatParameter NoData { get; } = new(
        "nodata", "number", "What stands for nodata in files of integers: the largest number of the type, or the smallest of a signed one, unless given. Files of floating numbers have NaN.");

    internal static FormatParameter Prefix { get; } = new(
        "filename_prefix", "string", "Beginning of the names of the files.");

    internal static FormatParameter Deflate { get; } = new("compress", "string", "How numbers are compressed.") { Default = "DEFLATE", Values = ["DEFLATE", "NONE"] };

    internal static FormatParameter Level { get; } = new("zlevel", "integer", "Of DEFLATE: 1 is quick, 9 is small.") { Default = 1, Minimum = 1, Maximum = 9 };

    internal static FormatParameter TileSize { get; } = new("tile_size", "integer", "Side of the tiles in pixels, a multiple of 16.")
    {
        Default = 256,
        Minimum = 64,
        Maximum = 2048,
    };

    internal static FormatParameter Low { get; } = new(
        "minimum", "number", "Value that becomes black. Without it and 'maximum', values that lie within 0 to 255 and reach above 1 are taken as they are, and others are stretched from their smallest to their largest.");

    internal static FormatParameter High { get; } = new("maximum", "number", "Value that becomes white.");

    /// <summary>How numbers are stored.</summary>
    /// <param name="options">Of a format with <see cref="DataType"/> and <see cref="NoData"/>.</param>
    /// <param name="isStretched">Whether they become bytes later.</param>
    /// <exception cref="CubeFormatException">The type has no such number for nodata.</exception>
    internal static SampleCoding Coding(FormatOptions options, bool isStretched)
    {
        var name = options.Text(DataType.Name)!;
        var coding = new SampleCoding(name == Automatic || isStretched ? PixelType.Float32 : Enum.Parse<PixelType>(name, ignoreCase: true));
        if (options.Number(NoData.Name) is not { } noData || coding.Type.IsFloating())
        {
            return coding;
        }

        var (least, most) = coding.Type.Range();
        return noData == Math.Floor(noData) && noData >= least && noData <= most
            ? coding with { NoData = noData }
            : throw new CubeFormatException(
                CubeFormatException.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"The option 'nodata' must be a whole number that {name} holds ({least} to {most}), not {noData}."));
    }

    /// <summary>Of a format with <see cref="Deflate"/> and <see cref="Level"/>; null where numbers are not to be compressed.</summary>
    internal static int? DeflateLevel(FormatOptions options) => options.Text(Deflate.Name) == "NONE" ? null : options.Integer(Level.Name);

    internal static string TakenRemark(long taken, SampleCoding coding) => string.Create(
        CultureInfo.InvariantCulture, $"{taken} cells have the value {coding.NoData}, which stands for nodata: give another one in the option 'nodata', or a wider datatype.");

    internal static int Side(FormatOptions options)
    {
        var side = options.Integer(TileSize.Name);
        return side % 16 == 0
            ? side
            : throw new CubeFormatException(CubeFormatException.Invalid, string.Create(CultureInfo.InvariantCulture, $"The option 'tile_size' must be a multiple of 16, not {side}."));
    }

    /// <exception cref="CubeFormatException">The cube has no regular grid of x and y.</exception>
    internal static void NeedGrid(CubeShape shape, string format)
    {
        if (shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Geometry) is { } geometry)
        {
            throw new CubeFormatException(
                CubeFormatException.Unsuitable, $"{format} holds rasters; this is a vector data cube (dimension '{geometry.Name}'): choose GeoJSON, CSV, JSON or netCDF.");
        }

        if (shape.Grid is null)
        {
            throw new CubeFormatException(
                CubeFormatException.Unsuitable,
                $"{format} holds regular grids of x and y; this data cube ({shape}) has none: choose netCDF, JSON or CSV.");
        }
    }

    internal static string NameOf(CubeWork work, FormatOptions options) => options.Text(Prefix.Name) is { Length: > 0 } prefix ? prefix : work.Name;
}
