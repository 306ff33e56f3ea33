using System.Text.Json.Nodes;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for the data sets of observations.</summary>
internal static class ObservationParts
{
    /// <summary>Member of the settings of processes that read observations: the index folder.</summary>
    private const string IndexFolder = "observations";

    private static readonly string[] Processes = ["matchup", "matchup-preview", "matchup-export", "observations", "time-series", "time-average-map"];

    /// <summary>What goes with the orders of processes that read observations.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) =>
        Processes.ToDictionary(process => process, _ => new JsonObject { [IndexFolder] = options.Data.Observations }, StringComparer.Ordinal);

    /// <summary>Looks after the index, where it is told which data sets there are.</summary>
    public static IEnumerable<BackgroundLoop> LoopsOf(ServerOptions options, TimeProvider clock, ILoggerFactory logs) => options.Datasets.Count == 0
        ? []
        :
        [
            new(
                "data sets",
                new DatasetLoop(options.Datasets, new(options.WorkerProgram, options.Datasets, options.Data.Observations), options.LookAtDatasetsEvery, clock, logs.CreateLogger<DatasetLoop>()).RunAsync,
                logs.CreateLogger<BackgroundLoop>()),
        ];
}
