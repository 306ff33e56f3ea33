using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Formats;
using Graticule.Raster.Rendering;

namespace Graticule.Analysis.Subset;

/// <summary>The process <c>subset</c>: a part of an image, its values unchanged in its own grid, or resampled to another one.</summary>
public sealed class SubsetProcess : IProcess
{
    private const string Image = "image";
    private const string Area = "bbox";
    private const string Crs = "crs";
    private const string Width = "width";
    private const string Height = "height";
    private const string Bands = "bands";
    private const string Interpolation = "interpolation";
    private const string Out = "out";

    private static readonly string[] ImageTypes = ["image/tiff", "image/png", "image/jpeg"];

    public ProcessDescription Description { get; } = new()
    {
        Id = "subset",
        Title = "Part of an image",
        Description =
            "Cuts an area and bands out of an image. Without 'crs', 'width' and 'height' the pixels are those of the image: the area is widened "
            + "to whole pixels and the values are exactly the same. Otherwise the part is resampled.",
        Keywords = ["raster", "subset", "clip", "reproject", "resample"],
        IsRepeatable = true,
        Inputs =
        [
            new(Image, []) { Title = "Image", Description = "GeoTIFF, PNG or JPEG.", MediaTypes = ImageTypes },
            new(Area, Schema("""{"allOf": [{"format": "ogc-bbox"}]}""")) { Title = "Area", Description = "All of the image without it. Axes as the CRS of the box has them.", MinOccurs = 0 },
            new(Crs, Schema("""{"type": "string", "maxLength": 200}""")) { Title = "CRS of the result", Description = "Such as EPSG:32632; the image's own without it.", MinOccurs = 0 },
            new(Width, Size()) { Title = "Columns of the result", MinOccurs = 0 },
            new(Height, Size()) { Title = "Rows of the result", MinOccurs = 0 },
            new(Bands, Schema("""{"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1}}""")) { Title = "Bands", Description = "Counted from 1; all without it.", MinOccurs = 0 },
            new(Interpolation, Schema("""{"type": "string", "enum": ["nearest", "bilinear", "cubic", "average"], "default": "nearest"}"""))
            {
                Title = "Interpolation",
                MinOccurs = 0,
            },
        ],
        Outputs = [new(Out, []) { Title = "The part", MediaTypes = [.. RasterFormats.All.Select(format => format.MediaTypes[0])] }],
    };

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var mediaType = job.MediaTypeOf(Out) ?? Description.Outputs[0].MediaTypes[0];
        var name = "out" + (RasterFormats.Find(mediaType) ?? RasterFormats.GeoTiff).Extension;
        var image = Path.Combine(job.Folder, job.Inputs[Image]!.GetValue<string>());
        var area = job.Inputs[Area] as JsonObject;
        var request = new CoverageRequest
        {
            Path = image,
            Target = Path.Combine(job.Folder, name),
            BoxCrs = area is null ? null : NameOf((string?)area["crs"]),
            Crs = job.Inputs[Crs]?.GetValue<string>(),
            Width = Number(job.Inputs[Width]),
            Height = Number(job.Inputs[Height]),
            Interpolation = job.Inputs[Interpolation]?.GetValue<string>() ?? "nearest",
            Bands = (job.Inputs[Bands] as JsonArray)?.Select(band => Number(band)!.Value).ToList(),
            MediaType = mediaType,
        };
        try
        {
            using var renderer = new MapRenderer(new() { Threads = job.Cores });
            var box = area is null ? (Box?)null : BoxOf(area, await renderer.DescribeAsync(new(image, request.BoxCrs), cancellationToken));
            await renderer.WriteAsync(request with { Box = box }, cancellationToken);
        }
        catch (MapRequestException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, PointerOf(exception.Part)), exception);
        }

        job.AddFile(Out, name, mediaType);
    }

    /// <summary>The area with x first, however its CRS has it.</summary>
    private static Box BoxOf(JsonObject area, LayerInfo info)
    {
        double[] corners = [.. area["bbox"]!.AsArray().Select(corner => corner!.GetValue<double>())];
        var (first, second) = corners.Length == 4 ? (corners[..2], corners[2..]) : (corners[..2], corners[3..5]);
        return info.AskedIsNorthingFirst ? new(first[1], first[0], second[1], second[0]) : new(first[0], first[1], second[0], second[1]);
    }

    /// <summary>The last two parts of a CRS's URI are its authority and code (OGC 11-135r2).</summary>
    private static string NameOf(string? uri)
    {
        if (uri is null || uri.Contains("CRS84", StringComparison.Ordinal))
        {
            return "OGC:CRS84";
        }

        return uri.Contains("EPSG", StringComparison.Ordinal) ? $"EPSG:{uri[(uri.LastIndexOfAny(['/', ':']) + 1)..]}" : uri;
    }

    private static string PointerOf(string part) => part switch
    {
        nameof(CoverageRequest.Path) => $"/inputs/{Image}",
        nameof(CoverageRequest.Box) or nameof(CoverageRequest.BoxCrs) => $"/inputs/{Area}",
        nameof(CoverageRequest.Crs) => $"/inputs/{Crs}",
        nameof(CoverageRequest.Width) => $"/inputs/{Width}",
        nameof(CoverageRequest.Height) => $"/inputs/{Height}",
        nameof(CoverageRequest.Bands) => $"/inputs/{Bands}",
        _ => $"/outputs/{Out}",
    };

    private static int? Number(JsonNode? value) => value is null ? null : (int)value.GetValue<double>();

    private static JsonObject Size() => Schema("""{"type": "integer", "minimum": 1, "maximum": 100000}""");

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
