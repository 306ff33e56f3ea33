using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Registration;
using Graticule.Raster.Observations.Registration.Demo;

namespace Graticule.Cli;

/// <summary><c>graticule dataset scan|list|demo</c>: registers data sets of observations, which match-ups are made of.</summary>
internal static class DatasetCommand
{
    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "A YAML file that lists data sets, or a folder in which each folder is one.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Index = new("--index")
    {
        Description = "Folder of the indexes: 'observations' in the data folder of a server.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DataFolder("data").Observations,
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Files that are read at once.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static readonly Argument<string> Folder = new("folder") { Description = "Where the data sets go, a folder each." };

    public static Command Create()
    {
        Command scan = new("scan", "Bring the index of the data sets up to date; files that have not changed are not read again. 'serve --datasets' does so by itself.")
        {
            Paths, Index, Threads, Answer.Json,
        };
        scan.SetAction((parsed, cancellationToken) => Task.Run(() => Scan(parsed, cancellationToken), cancellationToken));
        Command list = new("list", "Show the data sets of an index.") { Index, Answer.Json };
        list.SetAction(List);
        Command demo = new("demo", "Write the demo data sets: made-up observations, the same on every machine.") { Folder, Answer.Json };
        demo.SetAction((parsed, cancellationToken) => Task.Run(() => Demo(parsed, cancellationToken), cancellationToken));
        return new("dataset", "Register data sets of observations.") { scan, list, demo };
    }

    private static int Scan(ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = Guarded(() => DatasetScan.Run(parsed.GetRequiredValue(Paths), parsed.GetRequiredValue(Index), parsed.GetRequiredValue(Threads), cancellationToken));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        foreach (var refused in report.Refused)
        {
            error.WriteLine($"left out: {refused.Name}: {refused.Reason}");
        }

        foreach (var file in report.Datasets.SelectMany(dataset => dataset.Unreadable))
        {
            error.WriteLine($"left out: {file.Path}: {file.Reason}");
        }

        foreach (var note in report.Datasets.SelectMany(dataset => dataset.Faults).Concat(report.Notes))
        {
            error.WriteLine($"note: {note.Name}: {note.Reason}");
        }

        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, JsonSerializer.SerializeToNode(report, DatasetScanJson.Default.DatasetScanReport)!);
        }
        else
        {
            report.Datasets.ToList().ForEach(dataset => output.WriteLine(Line(dataset)));
        }

        return report.Unread.Count > 0 ? ExitCode.BadUse : ExitCode.Ok;
    }

    private static string Line(ScannedDataset dataset) =>
        $"{dataset.Id}: {dataset.Files} files; {dataset.FilesRead} read, {dataset.FilesKnown} known, {dataset.FilesRemoved} removed, {dataset.Unreadable.Count} unreadable";

    private static int List(ParseResult parsed)
    {
        var datasets = new DatasetCatalog(Path.GetFullPath(parsed.GetRequiredValue(Index))).List();
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject { ["datasets"] = new JsonArray([.. datasets.Select(ToJson)]) });
        }
        else
        {
            Answer.WriteTable(
                output,
                [["ID", "KIND", "FILES", "START", "END", "VARIABLES"],
                .. datasets.Select(dataset => (string[])
                [
                    dataset.Id, dataset.Kind.ToString().ToLowerInvariant(), dataset.Granules.Count.ToString(CultureInfo.InvariantCulture), Time(dataset.Start), Time(dataset.End),
                    string.Join(", ", dataset.Variables.Select(variable => variable.Name)),
                ])]);
        }

        return ExitCode.Ok;
    }

    private static JsonNode ToJson(ObservationDataset dataset) => new JsonObject
    {
        ["id"] = dataset.Id,
        ["kind"] = dataset.Kind.ToString().ToLowerInvariant(),
        ["title"] = dataset.Title,
        ["files"] = dataset.Granules.Count,
        ["unreadable"] = dataset.Unreadable.Count,
        ["start"] = Time(dataset.Start),
        ["end"] = Time(dataset.End),
        ["variables"] = new JsonArray([.. dataset.Variables.Select(variable => (JsonNode)new JsonObject { ["name"] = variable.Name, ["standardName"] = variable.StandardName, ["units"] = variable.Units })]),
        ["platforms"] = new JsonArray([.. dataset.Platforms.Select(platform => (JsonNode)platform)]),
    };

    private static string Time(long? seconds) =>
        seconds is { } time ? DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private static int Demo(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Folder));
        var made = DemoDatasets.Write(folder, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject { ["datasets"] = new JsonArray([.. made.Select(id => (JsonNode)id)]) });
        }
        else
        {
            made.ToList().ForEach(id => output.WriteLine($"{id}: {Path.Combine(folder, id)}"));
        }

        return ExitCode.Ok;
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (GdalException exception)
        {
            throw new ProblemException(ProblemKind.Unavailable, exception.Message);
        }
    }
}
