using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>All results of a chip as a file of another format.</summary>
internal sealed class ChipExports
{
    private const string ParquetType = "application/vnd.apache.parquet";

    /// <summary>By the names that queries have for them.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["parquet"];

    /// <param name="context">Gets it.</param>
    /// <param name="chip">With results.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public Task SendAsync(HttpContext context, StoredChip chip, string format) => SendParquetAsync(context, chip);

    private static async Task SendParquetAsync(HttpContext context, StoredChip chip)
    {
        var folder = Directory.CreateTempSubdirectory("graticule-chip-");
        try
        {
            var path = Path.Combine(folder.FullName, "segments.parquet");
            SegmentTable.Write(path, ChipHeader.Decode(chip.Row.Header), chip.Strips.Select(strip => StripCodec.Decode(strip.Data)));
            context.Response.ContentType = ParquetType;
            context.Response.ContentLength = new FileInfo(path).Length;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{chip.Row.Key.ChipX}_{chip.Row.Key.ChipY}.parquet\"";
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.SendFileAsync(path, context.RequestAborted);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
