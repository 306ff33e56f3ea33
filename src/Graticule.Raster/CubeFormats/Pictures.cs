using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;

namespace Graticule.Raster.CubeFormats;

/// <summary>PNG and JPEG: pictures to look at, one for each date.</summary>
internal static class Pictures
{
    private const double ShareOfWalk = 0.5;
    private const int Colors = 3;

    internal static CubeFormat Png { get; } = new("PNG", "PNG", ".png", "image/png", (shape, options) => Check(shape, options, "PNG"), WritePng)
    {
        Description = "8-bit pictures, one for each date: one band in grey, or three bands as red, green and blue. Where no band has a value, pixels are transparent.",
        GisDataTypes = ["raster"],
        Parameters =
        [
            CommonParameters.Low,
            CommonParameters.High,
            new("worldfile", "boolean", "Whether a file beside the picture says where it lies, in the units of the reference system.") { Default = false },
            CommonParameters.Prefix,
        ],
    };

    internal static CubeFormat Jpeg { get; } = new("JPEG", "JPEG", ".jpg", "image/jpeg", (shape, options) => Check(shape, options, "JPEG"), WriteJpeg)
    {
        Description = "8-bit pictures, one for each date: one band in grey, or three bands as red, green and blue. Nodata is black.",
        GisDataTypes = ["raster"],
        Parameters =
        [
            CommonParameters.Low,
            CommonParameters.High,
            new("quality", "integer", "The higher, the larger the file and the more detail.") { Default = 90, Minimum = 1, Maximum = 100 },
            CommonParameters.Prefix,
        ],
    };

    private static void Check(CubeShape shape, FormatOptions options, string format)
    {
        CommonParameters.NeedGrid(shape, format);
        var bands = TimeSlices.BandsOf(shape).Count;
        if (bands is not (1 or Colors))
        {
            throw new CubeFormatException(
                CubeFormatException.Unsuitable,
                $"{format} shows one band in grey or three in colour, not {bands}: leave one or three with filter_bands, or reduce the other dimensions.");
        }

        if (RasterFormats.Find(format)?.Complain(shape.Width, shape.Height) is { } complaint)
        {
            throw new CubeFormatException(CubeFormatException.Unsuitable, complaint);
        }

        if (options.Number("minimum") >= options.Number("maximum"))
        {
            throw new CubeFormatException(CubeFormatException.Invalid, "The option 'minimum' must be less than 'maximum'.");
        }
    }

    private static IReadOnlyList<WrittenFile> WritePng(CubeWork work, FormatOptions options)
    {
        var files = Write(work, options, Png, alpha: true, ["ZLEVEL=6"], 0);
        return options.Truth("worldfile") ? [.. files.SelectMany(file => new[] { file, WriteWorldFile(work, file) })] : files;
    }

    private static IReadOnlyList<WrittenFile> WriteJpeg(CubeWork work, FormatOptions options) =>
        Write(work, options, Jpeg, alpha: false, [string.Create(CultureInfo.InvariantCulture, $"QUALITY={options.Integer("quality")}")], ReadBack.JpegTolerance);

    private static IReadOnlyList<WrittenFile> Write(
        CubeWork work, FormatOptions options, CubeFormat format, bool alpha, IReadOnlyList<string> creation, double tolerance) =>
        new RasterWork(work, new(work.Cube, CommonParameters.NameOf(work, options)), format)
        {
            Coding = new(Pixels.PixelType.Float32),
        }.Write(ShareOfWalk, (raster, progress) => raster.Paint(format.Name, creation, Shade(raster.All, options, alpha), tolerance, progress));

    /// <summary>What lies within bytes and is no share of one is taken for bytes: it was scaled for this.</summary>
    private static Shades Shade(CellSummary cells, FormatOptions options, bool alpha)
    {
        var isBytes = cells.Valid == 0 || cells is { Minimum: >= 0, Maximum: > 1 and <= byte.MaxValue };
        var (low, high) = isBytes && !options.Has("minimum") && !options.Has("maximum") ? (0, byte.MaxValue) : (cells.Minimum, cells.Maximum);
        return new(options.Number("minimum") ?? low, options.Number("maximum") ?? high, First: 0) { HasAlpha = alpha };
    }

    /// <summary>Six lines: step in x, two rotations, step in y, and the centre of the first pixel.</summary>
    private static WrittenFile WriteWorldFile(CubeWork work, WrittenFile picture)
    {
        var grid = work.Cube.Shape.Grid!;
        var name = Path.ChangeExtension(picture.Name, ".pgw");
        double[] lines = [grid.StepX, 0, 0, grid.StepY, grid.Left + (grid.StepX / 2), grid.Top + (grid.StepY / 2)];
        File.WriteAllLines(Path.Combine(work.Folder, name), lines.Select(line => line.ToString("R", CultureInfo.InvariantCulture)));
        return new(name, "text/plain") { Title = $"Place of {picture.Name}", Roles = ["metadata"] };
    }
}
