using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Products;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>All results of a chip as a file of another format: segments as Parquet or Cloud Optimized GeoTIFF, or a map of one product at one date.</summary>
internal sealed class ChipExports(JobEngine engine, IFileStore files)
{
    private const string Parquet = "parquet";
    private const string Product = "product";
    private const string Tiff = "tif";
    private const string ParquetType = "application/vnd.apache.parquet";
    private const string TiffType = "image/tiff; application=geotiff; profile=cloud-optimized";

    /// <summary>How long a map is waited for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>By the names that queries have for them.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Parquet, Tiff];

    /// <param name="context">Gets it.</param>
    /// <param name="chip">With results.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public Task SendAsync(HttpContext context, StoredChip chip, string format) =>
        format == Parquet ? SendParquetAsync(context, chip)
        : context.Request.Query.ContainsKey(Product) ? SendTiffAsync(context, chip.Row.Key)
        : SendSegmentsAsync(context, chip);

    /// <summary>The segments of one date, or the last ones.</summary>
    private static async Task SendSegmentsAsync(HttpContext context, StoredChip chip)
    {
        var date = context.Request.Query["date"].ToString();
        var day = DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known.DayNumber + 1
            : date.Length == 0 ? (int?)null
            : throw Errors.BadRequest($"'date' is '{date}'; it must be like 2010-07-01, or left out for the last segments.");
        using var image = new MemoryStream();
        SegmentImage.Write(image, ChipHeader.Decode(chip.Row.Header), chip.Strips.Select(strip => StripCodec.Decode(strip.Data)), day);
        context.Response.ContentType = SegmentImage.MediaType;
        context.Response.ContentLength = image.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{chip.Row.Key.ChipX}_{chip.Row.Key.ChipY}.tif\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            image.Position = 0;
            await image.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static async Task SendParquetAsync(HttpContext context, StoredChip chip)
    {
        var folder = Directory.CreateTempSubdirectory("graticule-chip-");
        try
        {
            var path = Path.Combine(folder.FullName, "segments.parquet");
            SegmentTable.Write(path, ChipHeader.Decode(chip.Row.Header), chip.Strips.Select(strip => StripCodec.Decode(strip.Data)));
            await SendFileAsync(context, path, $"{chip.Row.Key.ChipX}_{chip.Row.Key.ChipY}.parquet", ParquetType);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>GDAL writes it, in a job that goes when the map is sent.</summary>
    private async Task SendTiffAsync(HttpContext context, ChipKey key)
    {
        var query = context.Request.Query;
        var (product, date) = (query[Product].ToString(), query["date"].ToString());
        if (!ChangeProduct.All.Any(one => string.Equals(one.Abbreviation, product, StringComparison.Ordinal)))
        {
            throw Errors.BadRequest($"'product' is '{product}'; it must be {string.Join(", ", ChangeProduct.All.Select(one => one.Abbreviation))}.");
        }

        JsonObject inputs = new()
        {
            [ProductNames.Algorithm] = key.Algorithm,
            [ProductNames.X] = key.ChipX,
            [ProductNames.Y] = key.ChipY,
            [ProductNames.Dates] = new JsonArray(date),
            [ProductNames.Products] = new JsonArray(product),
        };
        var job = await engine.SubmitAsync(Words.Owner, Words.Maps, new() { ProcessId = ProductNames.Process, Inputs = inputs }, context.RequestAborted);
        try
        {
            var ended = await engine.WaitAsync(Words.Owner, job.Id, Longest, context.RequestAborted);
            var path = ended.State == JobState.Succeeded ? await FindAsync(ended, context.RequestAborted) : null;
            if (path is null)
            {
                throw new LcmapException(
                    StatusCodes.Status503ServiceUnavailable,
                    ended.Problem?.Message ?? string.Create(CultureInfo.InvariantCulture, $"The map was not made within {Longest.TotalSeconds} seconds; try again later."));
            }

            await SendFileAsync(context, path, Path.GetFileName(path), TiffType);
        }
        finally
        {
            await new ChipJobs(engine).RemoveAsync(job.Id, CancellationToken.None);
        }
    }

    private async Task<string?> FindAsync(Job job, CancellationToken cancellationToken)
    {
        await foreach (var file in files.ListAsync(job.Outputs[0].FolderKey + "/", cancellationToken))
        {
            if (file.Key.EndsWith(".tif", StringComparison.Ordinal))
            {
                return files.FindPath(file.Key);
            }
        }

        return null;
    }

    private static async Task SendFileAsync(HttpContext context, string path, string name, string mediaType)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = new FileInfo(path).Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.SendFileAsync(path, context.RequestAborted);
        }
    }
}
