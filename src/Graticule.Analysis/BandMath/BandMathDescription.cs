using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;
using Graticule.Raster.BandMath;
using Graticule.Raster.Expressions;
using Graticule.Raster.Formats;

namespace Graticule.Analysis.BandMath;

/// <summary>What <c>band-math</c> takes and gives. The language is described from the engine's own table.</summary>
internal static class BandMathDescription
{
    public const string Images = "il";
    public const string Formula = "exp";
    public const string Type = "out";
    public const string Memory = "ram";
    public const string NoData = "nodata";

    public const string Out = "out";
    public const string Quicklook = "quicklook";
    public const string Statistics = "statistics";

    /// <summary>Memory bound without <c>ram</c>, in MiB.</summary>
    public const int UsualMemory = 128;

    private const int MostImages = 1024;

    private static readonly string[] ImageTypes = ["image/tiff", "image/png", "image/jpeg"];

    public static ProcessDescription Process { get; } = new()
    {
        Id = "band-math",
        Version = "1.0.0",
        Title = "Formula over the bands of images",
        Description =
            "Computes one band from the bands of one or several images of the same size, pixel by pixel, with the formula language of "
            + "Orfeo ToolBox's BandMath. The result lies where the first image lies; images are combined by column and row and never warped.",
        Keywords = ["raster", "band math", "map algebra", "vegetation index", "BandMath"],
        IsRepeatable = true,
        Inputs =
        [
            new(Images, Alternatives(ImageTypes))
            {
                Title = "Images",
                Description = "Raster files: GeoTIFF, PNG or JPEG, sent along as base64 or named by a link. "
                    + "im1 in the formula is the first one. All must have the same width and height.",
                MaxOccurs = MostImages,
                MediaTypes = ImageTypes,
            },
            new(Formula, new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = ExpressionParser.MostCharacters, ["example"] = "(im1b4 - im1b3) / (im1b4 + im1b3)" })
            {
                Title = "Formula",
                Description = Language(),
            },
            new(Type, PixelNames.Schema())
            {
                Title = "Type of the result's samples",
                Description = "Whole numbers drop what follows the decimal point and saturate at the ends of their range; "
                    + "NaN is 0 in them, unless 'nodata' is given.",
                MinOccurs = 0,
            },
            new(Memory, new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 1_048_576, ["default"] = UsualMemory, ["nullable"] = true })
            {
                Title = "Memory for pixels, in MiB",
                Description = $"Bounds what is held of the images at one time; it changes nothing in the result. Less than {BandMathRequest.LeastMemoryMiB} counts as that.",
                MinOccurs = 0,
            },
            new(NoData, new() { ["type"] = "number", ["nullable"] = true })
            {
                Title = "Value that means 'nothing here'",
                Description = "Is declared in the result and stands wherever an image that the formula uses has its own nodata value, or the formula gives NaN. "
                    + "Without it, nodata values of the images are numbers like all others.",
                MinOccurs = 0,
            },
        ],
        Outputs =
        [
            new(Out, Alternatives([.. MediaTypes()]))
            {
                Title = "Result",
                Description = "One band. GeoTIFF and COG hold the numbers; PNG and JPEG are grey pictures, stretched from the 2nd to the 98th percentile "
                    + "unless the type is uint8. In a PNG, what has no value is transparent.",
                MediaTypes = [.. MediaTypes()],
            },
            new(Quicklook, Alternatives([RasterFormats.Png.MediaTypes[0]]))
            {
                Title = "Quicklook",
                Description = $"The result as a grey picture of at most {Raster.Formats.Quicklook.Side} pixels along a side, stretched from the 2nd to the 98th percentile.",
                MediaTypes = [RasterFormats.Png.MediaTypes[0]],
            },
            new(Statistics, Figures())
            {
                Title = "Statistics of the result",
                Description = "Number of pixels with a value, and the least, largest and mean value; the last three are left out when there is none.",
            },
        ],
    };

    public static JsonObject Write(BandMathResult result)
    {
        var found = result.Statistics;
        JsonObject written = new() { ["valid"] = found.Valid };
        if (found.Valid > 0)
        {
            written["min"] = found.Min;
            written["max"] = found.Max;
            written["mean"] = found.Mean;
        }

        return written;
    }

    private static IEnumerable<string> MediaTypes() => RasterFormats.All.SelectMany(format => format.MediaTypes);

    private static JsonObject Alternatives(IReadOnlyList<string> mediaTypes) => new()
    {
        ["oneOf"] = new JsonArray([.. mediaTypes.Select(mediaType => new JsonObject
        {
            ["type"] = "string",
            ["contentEncoding"] = "base64",
            ["contentMediaType"] = mediaType,
        })]),
    };

    private static JsonObject Figures() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("valid"),
        ["properties"] = new JsonObject
        {
            ["valid"] = new JsonObject { ["type"] = "integer" },
            ["min"] = new JsonObject { ["type"] = "number" },
            ["max"] = new JsonObject { ["type"] = "number" },
            ["mean"] = new JsonObject { ["type"] = "number" },
        },
    };

    private static string Language() =>
        "The value of each pixel. im1b4 is the fourth band of the first image; idxX and idxY are column and row from 0; idxPhyX and idxPhyY are the pixel centre's coordinates. "
        + $"Operators, from the loosest: {string.Join("; ", Vocabulary.Operators.Select(level => $"{string.Join(' ', level.Symbols)} ({level.Meaning})"))}. "
        + $"Functions: {string.Join(", ", Vocabulary.Functions.Select(function => $"{function.Name} ({function.Meaning})"))}. "
        + $"Constants: {string.Join(", ", Vocabulary.Constants.Select(constant => constant.Name))}.";
}
