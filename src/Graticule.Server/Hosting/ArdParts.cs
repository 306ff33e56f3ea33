using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Inputs;
using Graticule.Raster.Ard;
using Graticule.Server.Dialects.Lcmap;
using Graticule.Server.Dialects.Lcmap.Chipmunk;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for registered files of analysis ready data.</summary>
internal static class ArdParts
{
    /// <summary>What goes with the orders of processes that read chips: they fetch by themselves, by the server's rules.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) => new(StringComparer.Ordinal)
    {
        [ChipNames.Process] = ChipInputSettings.Write(options.Data.Ard, options.Fetch),
    };

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
                new ArdLoop(options.Ard, ScanOf(options), options.LookAtDatasetsEvery, clock, logs.CreateLogger<ArdLoop>()).RunAsync,
                logs.CreateLogger<BackgroundLoop>()),
        ];

    private static ArdScanProcess ScanOf(ServerOptions options) => new(options.WorkerProgram, options.Ard, options.Data.Ard);
}
