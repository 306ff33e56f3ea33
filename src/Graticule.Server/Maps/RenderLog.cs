using System.Diagnostics;
using System.Text.Json;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>
/// Tells of each request what was read of source files for it: how much at the level debug and in the request's trace, each window at the level
/// trace. Of a picture that was kept there is nothing to tell.
/// </summary>
internal static class RenderLog
{
    /// <param name="log">Told.</param>
    /// <param name="path">The file that was asked about.</param>
    /// <param name="kind">What was asked.</param>
    /// <param name="figures">What was read, as JSON; empty where nothing was.</param>
    internal static void Tell(ILogger log, string path, RenderFrameKind kind, ReadOnlyMemory<byte> figures)
    {
        if (figures.IsEmpty || (!log.IsEnabled(LogLevel.Debug) && Activity.Current is null))
        {
            return;
        }

        if (JsonSerializer.Deserialize(figures.Span, RenderJson.Default.ReadFigures) is not { } read)
        {
            return;
        }

        Activity.Current?.SetTag("graticule.read.windows", read.Count).SetTag("graticule.read.bytes", read.Bytes).SetTag("graticule.read.files", read.Files);
        log.LogDebug("{Request} of {Layer}: {Windows} windows, {Bytes} bytes of {Files} files were read.", kind, path, read.Count, read.Bytes, read.Files);
        if (log.IsEnabled(LogLevel.Trace))
        {
            foreach (var (file, band, column, row, width, height) in read.Windows)
            {
                log.LogTrace("{File}, band {Band}: {Width} x {Height} pixels from column {Column}, row {Row}.", file, band, width, height, column, row);
            }
        }
    }
}
