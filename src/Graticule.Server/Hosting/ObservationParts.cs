using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Observations;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for the data sets of observations.</summary>
internal static class ObservationParts
{
    private static readonly string[] Matchups = [MatchupNames.Process, MatchupNames.Preview];

    private static readonly string[] Others = [ObservationsProcess.Id, TimeSeriesProcess.Id, TimeAverageMapProcess.Id];

    /// <summary>What goes with the orders of processes that read observations.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) =>
        Matchups.Select(process => (process, MatchupNames.Index)).Concat(Others.Select(process => (process, ObservationInputs.IndexFolder)))
            .ToDictionary(use => use.process, use => new JsonObject { [use.Item2] = options.Data.Observations }, StringComparer.Ordinal);

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
