using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Raster.Ard;
using Graticule.Raster.Ard.Demo;
using Graticule.Raster.Gdal;

namespace Graticule.Cli;

/// <summary><c>graticule ard scan|list|demo</c>: registers files of analysis ready data, which change detection reads chips of.</summary>
internal static class ArdCommand
{
    private const int MostDates = 5000;
    private const int MostChips = 50;

    private static readonly Argument<string[]> Folders = new("folder") { Description = "A folder of GeoTIFFs, at any depth.", Arity = ArgumentArity.OneOrMore };

    private static readonly Argument<string> Folder = new("folder") { Description = "Where the files go." };

    private static readonly Option<string> Index = new("--index")
    {
        Description = "Folder of the index: 'ard' in the data folder of a server.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DataFolder("data").Ard,
    };

    private static readonly Option<bool> Only = new("--only") { Description = "Files of other folders are registered no more." };

    private static readonly Option<int> Threads = new("--threads") { Description = "Files that are opened at once.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static readonly Option<int> Dates = new("--dates") { Description = "Days with a look.", HelpName = "N", DefaultValueFactory = _ => 80 };

    private static readonly Option<int> Chips = new("--chips") { Description = "Chips along a side.", HelpName = "N", DefaultValueFactory = _ => 2 };

    public static Command Create()
    {
        Command scan = new("scan", "Bring the index up to date; files that have not changed are not opened again. 'serve --ard' does so by itself.") { Folders, Index, Only, Threads, Answer.Json };
        scan.SetAction((parsed, cancellationToken) => Task.Run(() => Scan(parsed, cancellationToken), cancellationToken));
        Command list = new("list", "Show what is registered.") { Index, Answer.Json };
        list.SetAction(List);
        Command demo = new("demo", "Write made-up files: the corner of tile 005003, the same on every machine.") { Folder, Dates, Chips, Threads, Answer.Json };
        demo.SetAction((parsed, cancellationToken) => Task.Run(() => Demo(parsed, cancellationToken), cancellationToken));
        return new("ard", "Register files of analysis ready data (Landsat, collection 1).") { scan, list, demo };
    }

    private static int Scan(ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = Guarded(() => ArdScan.Run(
            parsed.GetRequiredValue(Folders), Path.GetFullPath(parsed.GetRequiredValue(Index)), parsed.GetValue(Only), parsed.GetRequiredValue(Threads), cancellationToken));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        foreach (var file in report.Unreadable)
        {
            error.WriteLine($"left out: {file.Path}: {file.Reason}");
        }

        foreach (var folder in report.Missing)
        {
            error.WriteLine($"error: '{folder}' cannot be looked into.");
        }

        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, JsonSerializer.SerializeToNode(report, ArdJson.Default.ArdScanReport)!);
        }
        else
        {
            output.WriteLine($"{report.Files} files in {report.Tiles.Count} tiles; {report.FilesRead} read, {report.FilesKnown} known, {report.FilesRemoved} removed, {report.Unreadable.Count} unreadable, {report.FilesOther} of other layers");
        }

        return report.Missing.Count > 0 ? ExitCode.BadUse : ExitCode.Ok;
    }

    private static int List(ParseResult parsed)
    {
        var tiles = new ArdIndex(Path.GetFullPath(parsed.GetRequiredValue(Index))).List();
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject { ["tiles"] = new JsonArray([.. tiles.Select(ToJson)]) });
        }
        else
        {
            Answer.WriteTable(output, [["REGION", "TILE", "FILES", "DATES", "START", "END", "SENSORS"], .. tiles.Select(Row)]);
        }

        return ExitCode.Ok;
    }

    private static string[] Row(ArdTile tile) =>
    [
        tile.Region, tile.Cell.Name, tile.Files.Count.ToString(CultureInfo.InvariantCulture), DatesOf(tile).ToString(CultureInfo.InvariantCulture),
        Day(tile.Files.Min(file => file.Acquired)), Day(tile.Files.Max(file => file.Acquired)), string.Join(", ", SensorsOf(tile)),
    ];

    private static JsonNode ToJson(ArdTile tile) => new JsonObject
    {
        ["region"] = tile.Region,
        ["tile"] = tile.Cell.Name,
        ["files"] = tile.Files.Count,
        ["dates"] = DatesOf(tile),
        ["start"] = Day(tile.Files.Min(file => file.Acquired)),
        ["end"] = Day(tile.Files.Max(file => file.Acquired)),
        ["sensors"] = new JsonArray([.. SensorsOf(tile).Select(sensor => (JsonNode)sensor)]),
    };

    private static int DatesOf(ArdTile tile) => tile.Files.Select(file => file.Day).Distinct().Count();

    private static IEnumerable<string> SensorsOf(ArdTile tile) =>
        tile.Files.Select(file => file.Ubid[..4]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Demo(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Folder));
        var demo = new ArdDemo(Bounded(parsed, Chips, MostChips), Bounded(parsed, Dates, MostDates));
        var files = Guarded(() => demo.Write(folder, parsed.GetRequiredValue(Threads), cancellationToken));
        var corner = ArdGrid.Conus.CornerOfTile(ArdDemo.Tile);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(
                parsed.InvocationConfiguration.Output,
                new JsonObject { ["folder"] = folder, ["files"] = files, ["tile"] = ArdDemo.Tile.Name, ["chips"] = demo.Side * demo.Side, ["x"] = corner.X, ["y"] = corner.Y });
        }
        else
        {
            parsed.InvocationConfiguration.Output.WriteLine($"{files} files in {folder}: {demo.Side * demo.Side} chips of tile {ArdDemo.Tile.Name}, from {corner.X}, {corner.Y} on");
        }

        return ExitCode.Ok;
    }

    private static int Bounded(ParseResult parsed, Option<int> option, int most) => parsed.GetRequiredValue(option) is var value && value >= 1 && value <= most
        ? value
        : throw new ProblemException(ProblemKind.InvalidInput, $"{option.Name} is {value}; give a number from 1 to {most}.", option.Name);

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (AggregateException exception) when (exception.InnerException is GdalException inner)
        {
            throw new ProblemException(ProblemKind.Unavailable, inner.Message);
        }
        catch (GdalException exception)
        {
            throw new ProblemException(ProblemKind.Unavailable, exception.Message);
        }
    }
}
