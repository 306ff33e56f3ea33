using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>The process <c>matchup-export</c>: a page of a finished match-up as netCDF in the form that clients of Apache SDAP read.</summary>
public sealed class MatchupExportProcess : IProcess
{
    private const string Matches = "matches";
    private const string Id = "id";
    private const string Page = "page";
    private const string PageSize = "pageSize";
    private const string Facts = "facts";
    private const string Out = "out";
    private const string MediaType = "application/x-netcdf";
    private const string FileName = "matches.nc";

    public ProcessDescription Description { get; } = new()
    {
        Id = "matchup-export",
        Title = "Page of matches as netCDF",
        Description =
            "Writes some primaries of a finished match-up, with all their secondaries, as a netCDF-4 file of two groups, PrimaryData and SecondaryData, and of the variable "
            + "matchIDs, whose rows are the numbers of a primary and of a secondary in them. To get all pairs in one file, ask the process matchup for its output 'pairs'.",
        Keywords = ["match-up", "netCDF", "export"],
        IsRepeatable = true,
        Inputs =
        [
            new(Matches, []) { Title = "Matches", Description = "The output 'matches' of the process matchup.", MediaTypes = [MatchFile.MediaType] },
            new(Id, Schema("""{"type": "string", "maxLength": 200}""")) { Title = "Id", Description = "By which the match-up is known; told in the file.", MinOccurs = 0 },
            new(Page, Schema("""{"type": "integer", "minimum": 1, "maximum": 1000000000, "default": 1}""")) { Title = "Number of the page", Description = "From 1. A page beyond the last one is empty.", MinOccurs = 0 },
            new(PageSize, Schema("""{"type": "integer", "minimum": 1, "maximum": 1000000, "default": 1000}""")) { Title = "Primaries of a page", MinOccurs = 0 },
            new(Facts, Schema("""{"type": "object"}"""))
            {
                Title = "What else to tell",
                Description = "Members that are called as inputs of the process matchup are told in place of what the match-up was asked for; 'uri' is where its results are, 'timeToComplete' the seconds it took.",
                MinOccurs = 0,
            },
        ],
        Outputs = [new(Out, []) { Title = "The page", MediaTypes = [MediaType] }],
    };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var told = job.Inputs[Facts]?.DeepClone().AsObject() ?? [];
        if (job.Inputs[Id] is { } id)
        {
            told[Id] = id.DeepClone();
        }

        try
        {
            using var matches = MatchFile.Open(Path.Combine(job.Folder, job.Inputs[Matches]!.GetValue<string>()));
            var page = new LegacyPage(matches, Whole(job.Inputs[Page], 1), Whole(job.Inputs[PageSize], 1000));
            cancellationToken.ThrowIfCancellationRequested();
            LegacyNetCdf.Write(Path.Combine(job.Folder, FileName), matches, page, new(matches.Request, told));
            job.Log(LogLevel.Info, $"Wrote {page.Primaries.Count} primaries and {page.Pairs.Count} pairs.");
        }
        catch (InvalidDataException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"The input '{Matches}' cannot be read: {exception.Message}", $"/inputs/{Matches}"), exception);
        }
        catch (GdalException exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, $"The page cannot be written: {exception.Message}", Out), exception);
        }

        job.AddFile(Out, FileName, MediaType);
        return Task.CompletedTask;
    }

    private static long Whole(JsonNode? value, long usual) =>
        value is null ? usual : (long)double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
