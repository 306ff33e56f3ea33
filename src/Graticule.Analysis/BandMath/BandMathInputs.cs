using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Keeping;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.BandMath;
using Graticule.Raster.Expressions;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.BandMath;

/// <summary>Reads a job's inputs as a request to the raster engine, and finds all that is wrong with them together.</summary>
internal static class BandMathInputs
{
    /// <summary>What the runtime and native code take of a worker's memory beside the pixels, in MiB.</summary>
    private const int ProgramMemory = 256;

    /// <summary>What is wrong with a request as far as it shows before its images are there.</summary>
    public static IReadOnlyList<Fault> Check(JsonObject inputs)
    {
        List<Fault> faults = [];
        if (TryText(inputs[BandMathDescription.Formula]) is { } formula)
        {
            var images = inputs[BandMathDescription.Images] is JsonArray many ? many.Count : 1;
            CheckFormula(formula, name => BandNames.Complain(name, images), faults);
        }

        var type = TryText(inputs[BandMathDescription.Type]) ?? PixelNames.Usual;
        if (PixelNames.Knows(type) && inputs[BandMathDescription.NoData]?.GetValueKind() is JsonValueKind.Number)
        {
            CheckNoData(Number(inputs[BandMathDescription.NoData]), PixelNames.TypeOf(type), faults);
        }

        return faults;
    }

    /// <exception cref="ProblemException">InvalidInput, with every fault.</exception>
    public static BandMathRequest Read(JobContext job)
    {
        List<string> images = [.. List(job.Inputs[BandMathDescription.Images]).Select(image => Path.Combine(job.Folder, image))];
        var formula = job.Inputs[BandMathDescription.Formula]!.GetValue<string>();
        var type = PixelNames.TypeOf(job.Inputs[BandMathDescription.Type]?.GetValue<string>() ?? PixelNames.Usual);
        var noData = Number(job.Inputs[BandMathDescription.NoData]);
        var ram = (int)(Number(job.Inputs[BandMathDescription.Memory]) ?? BandMathDescription.UsualMemory);

        List<Fault> faults = [];
        var headers = Inspect(images, faults);
        CheckFormula(formula, name => headers is null ? BandNames.Complain(name, images.Count) : BandNames.Complain(name, headers), faults);
        CheckNoData(noData, type, faults);
        return faults.Count > 0
            ? throw new ProblemException(Problem(faults))
            : new(images, formula)
            {
                OutputType = type,
                Format = FormatOf(job.MediaTypeOf(BandMathDescription.Out)),
                NoData = noData,
                Threads = job.Cores,
                Keep = KeptWork.Open(job, KeptWork.Stamp(job, images)),
                MemoryMiB = Math.Min(ram, Math.Max(BandMathRequest.LeastMemoryMiB, job.MemoryMiB - ProgramMemory)),
            };
    }

    /// <summary>The problem that stands for an image which turned out unusable while its pixels were read.</summary>
    public static Problem Complain(IReadOnlyList<string> images, RasterFileException exception)
    {
        var index = images.ToList().FindIndex(image => Path.GetFileName(image) == exception.FileName);
        return Problem([new($"/inputs/{BandMathDescription.Images}/{Math.Max(index, 0)}", exception.Message)]);
    }

    /// <summary>The headers of all images; null when one of them cannot be used.</summary>
    private static List<RasterInfo>? Inspect(List<string> images, List<Fault> faults)
    {
        List<RasterInfo> headers = [];
        for (var i = 0; i < images.Count; i++)
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/inputs/{BandMathDescription.Images}/{i}");
            try
            {
                using var file = RasterFile.Open(images[i]);
                headers.Add(file.Info);
                var (first, info) = (headers[0], file.Info);
                if (info.Width != first.Width || info.Height != first.Height)
                {
                    faults.Add(new(pointer, $"Image {i + 1} has {info.Width} x {info.Height} pixels, and im1 has {first.Width} x {first.Height}; all must have the same size."));
                }
            }
            catch (RasterFileException exception)
            {
                faults.Add(new(pointer, exception.Message));
            }
        }

        return headers.Count == images.Count ? headers : null;
    }

    private static void CheckFormula(string formula, Func<string, string?> complain, List<Fault> faults)
    {
        try
        {
            _ = ExpressionParser.Parse(formula, complain);
        }
        catch (ExpressionException exception)
        {
            faults.Add(new($"/inputs/{BandMathDescription.Formula}", exception.Message));
        }
    }

    private static void CheckNoData(double? noData, PixelType type, List<Fault> faults)
    {
        var (min, max) = type.Range();
        if (noData < min || noData > max)
        {
            faults.Add(new(
                $"/inputs/{BandMathDescription.NoData}",
                string.Create(CultureInfo.InvariantCulture, $"{noData} does not fit into {PixelNames.NameOf(type)}, which reaches from {min} to {max}.")));
        }
    }

    private static Problem Problem(List<Fault> faults) => new(
        ProblemKind.InvalidInput,
        faults.Count == 1 ? $"The input '{faults[0].Pointer.Split('/')[2]}': {faults[0].Message}" : $"There are {faults.Count} faults in the inputs; each is listed.",
        faults[0].Pointer,
        faults);

    private static string? TryText(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    private static IEnumerable<string> List(JsonNode? value) =>
        value is JsonArray many ? many.Select(one => one!.GetValue<string>()) : [value!.GetValue<string>()];

    /// <summary>A number however it is written: 256, 256.0, 2.56e2.</summary>
    private static double? Number(JsonNode? value) =>
        value is null ? null : double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>GeoTIFF unless another was asked for; blanks and capitals in a media type mean nothing.</summary>
    private static RasterFormat FormatOf(string? mediaType) => mediaType is null
        ? RasterFormats.GeoTiff
        : RasterFormats.All.FirstOrDefault(format => format.MediaTypes.Any(known => Plain(known) == Plain(mediaType))) ?? RasterFormats.GeoTiff;

    private static string Plain(string mediaType) => mediaType.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
}
