using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Observations;
using Graticule.Analysis.Observations.Reading;
using Graticule.Raster.Observations.Registration;

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
                new ScanLoop<DatasetScanReport>(
                    "data sets",
                    stop => DatasetTree.StampOf(options.Datasets, stop),
                    new(options.WorkerProgram, ["dataset", "scan", .. options.Datasets, "--index", options.Data.Observations], DatasetScanJson.Default.DatasetScanReport),
                    WordsOf,
                    options.LookAtDatasetsEvery,
                    clock,
                    logs.CreateLogger<ScanLoop<DatasetScanReport>>()).RunAsync,
                logs.CreateLogger<BackgroundLoop>()),
        ];

    private static ScanWords WordsOf(DatasetScanReport report) => new(
        [
            .. report.Refused.Select(refused => $"{refused.Name} is not served. {refused.Reason}"),
            .. report.Datasets.SelectMany(dataset => dataset.Unreadable.Select(file => $"{dataset.Id}: {file.Path} is left out. {file.Reason}")),
            .. report.Datasets.SelectMany(dataset => dataset.Faults.Select(fault => $"{dataset.Id}: {fault.Name}: {fault.Reason}")),
            .. report.Notes.Select(note => $"{note.Name}: {note.Reason}"),
        ],
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Datasets.Count} of them with {report.Datasets.Sum(dataset => dataset.Files)} files, {report.Datasets.Sum(dataset => dataset.FilesRead)} read now, {report.Datasets.Sum(dataset => dataset.FilesRemoved)} removed"));
}
