using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Raster.Catalog;
using Graticule.Raster.Catalog.Demo;
using Graticule.Raster.Gdal;

namespace Graticule.Cli;

/// <summary><c>graticule collection add|scan|demo</c>: makes indexes of folders of rasters, by which servers know them as collections.</summary>
internal static class CollectionCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder of the files." };

    private static readonly Option<string?> Id = new("--id") { Description = "Id of the collection. Without it: the folder's name.", HelpName = "ID" };

    private static readonly Option<string?> Title = new("--title") { Description = "What people call it.", HelpName = "TEXT" };

    private static readonly Option<string?> Description = new("--description") { Description = "What it is.", HelpName = "TEXT" };

    private static readonly Option<string?> License = new("--license") { Description = "Its licence as SPDX names it, such as CC-BY-4.0.", HelpName = "NAME" };

    private static readonly Option<string[]> Alias = new("--alias") { Description = "Another id that it is found by; may be repeated.", HelpName = "ID" };

    private static readonly Option<DateTimeOffset?> Time = new("--datetime") { Description = "When files were taken whose names hold no date.", HelpName = "TIME" };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "A folder of collections, in which the index gets a folder of its own: for data that cannot be written to. Without it: into the folder itself.",
        HelpName = "CATALOG",
    };

    public static Command Create()
    {
        Command add = new("add", "Make a collection of the rasters in a folder, or of a static STAC catalogue.") { Folder, Id, Title, Description, License, Alias, Time, To, Answer.Json };
        add.SetAction(Add);
        Command scan = new("scan", "Bring a collection's index up to date; files that have not changed are not read again.") { Folder, Answer.Json };
        scan.SetAction(Scan);
        Command demo = new("demo", "Write the demo collections: made-up data, the same on every machine.") { Folder, Answer.Json };
        demo.SetAction(Demo);
        return new("collection", "Make collections of folders of rasters.") { add, scan, demo };
    }

    private static int Add(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(Folder);
        var id = parsed.GetValue(Id);
        var aliases = parsed.GetValue(Alias);
        return Run(parsed, new(folder)
        {
            Id = id,
            Title = parsed.GetValue(Title),
            Description = parsed.GetValue(Description),
            License = parsed.GetValue(License),
            Aliases = aliases is { Length: > 0 } ? aliases : null,
            Time = parsed.GetValue(Time),
            IndexFolder = parsed.GetValue(To) is { } catalog ? Path.Combine(catalog, id ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))) : null,
        });
    }

    private static int Scan(ParseResult parsed)
    {
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Folder));
        var known = Collection.Read(folder)
            ?? throw new ProblemException(ProblemKind.NotFound, $"'{folder}' is no collection yet; 'graticule collection add' makes one of it.");
        return Run(parsed, new(known.Folder) { IndexFolder = folder });
    }

    private static int Demo(ParseResult parsed)
    {
        var made = Guarded(() => DemoCollections.Write(parsed.GetRequiredValue(Folder), CancellationToken.None));
        Write(parsed, new JsonObject { ["collections"] = new JsonArray([.. made.Select(collection => (JsonNode)collection.Id)]) }, made.Select(Line));
        return ExitCode.Ok;
    }

    private static int Run(ParseResult parsed, CollectionScanRequest request)
    {
        var report = Guarded(() => CollectionScan.Run(request, CancellationToken.None));
        foreach (var skipped in report.Skipped)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"left out: {skipped}");
        }

        Write(
            parsed,
            new JsonObject
            {
                ["id"] = report.Collection.Id,
                ["items"] = report.Collection.AllItems.Count,
                ["bands"] = new JsonArray([.. report.Collection.Bands.Select(band => (JsonNode)band.Name)]),
                ["filesRead"] = report.FilesRead,
                ["filesKnown"] = report.FilesKnown,
                ["skipped"] = new JsonArray([.. report.Skipped.Select(skipped => (JsonNode)skipped)]),
            },
            [$"{Line(report.Collection)}; {report.FilesRead} files read, {report.FilesKnown} known"]);
        return ExitCode.Ok;
    }

    private static string Line(Collection collection) =>
        $"{collection.Id}: {collection.AllItems.Count} items, bands {string.Join(", ", collection.Bands.Select(band => band.Name))}";

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is CollectionException or RasterFileException)
        {
            throw new ProblemException(ProblemKind.InvalidInput, exception.Message);
        }
        catch (GdalException exception)
        {
            throw new ProblemException(ProblemKind.Unavailable, exception.Message);
        }
    }

    private static void Write(ParseResult parsed, JsonObject document, IEnumerable<string> lines)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, document);
            return;
        }

        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }
}
