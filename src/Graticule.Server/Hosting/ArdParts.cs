using System.Globalization;
using Graticule.Raster.Ard;
using Graticule.Server.Dialects.Lcmap;
using Graticule.Server.Dialects.Lcmap.Chipmunk;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for registered files of analysis ready data.</summary>
internal static class ArdParts
{
    private const int MostTold = 100;

    /// <summary>The service of chips.</summary>
    public static IEnumerable<LcmapResource> ResourcesOf(ServerOptions options) =>
        ChipmunkResources.All(new(new ArdIndex(options.Data.Ard), options.Ard.Count == 0 ? null : ScanOf(options).RunAsync));

    /// <summary>Looks after the index, where it is told which folders there are.</summary>
    public static IEnumerable<BackgroundLoop> LoopsOf(ServerOptions options, TimeProvider clock, ILoggerFactory logs) => options.Ard.Count == 0
        ? []
        :
        [
            new(
                "analysis ready data",
                new ScanLoop<ArdScanReport>(
                    "files of analysis ready data",
                    stop => ArdFiles.StampOf(options.Ard, stop),
                    ScanOf(options),
                    WordsOf,
                    options.LookAtDatasetsEvery,
                    clock,
                    logs.CreateLogger<ScanLoop<ArdScanReport>>()).RunAsync,
                logs.CreateLogger<BackgroundLoop>()),
        ];

    private static ScanProcess<ArdScanReport> ScanOf(ServerOptions options) =>
        new(options.WorkerProgram, ["ard", "scan", .. options.Ard, "--index", options.Data.Ard, "--only"], ArdJson.Default.ArdScanReport);

    private static ScanWords WordsOf(ArdScanReport report) => new(
        [
            .. report.Missing.Select(folder => $"'{folder}' cannot be looked into"),
            .. report.Unreadable.Take(MostTold).Select(file => $"{file.Path} is left out: {file.Reason}"),
        ],
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Files} in {report.Tiles.Count} tiles, {report.FilesRead} read now, {report.FilesRemoved} removed, {report.Unreadable.Count} unreadable"));
}
