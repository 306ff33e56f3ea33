using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The results of a job as a STAC 1.0.0 catalog, with a collection a format whose links are the pages.</summary>
internal sealed class CatalogPages(MatchupJobs jobs, IFileStore files)
{
    private const string Version = "1.0.0";

    public async Task ShowAsync(HttpContext context, Arguments arguments)
    {
        var job = await GetAsync(context);
        var format = context.Request.RouteValues["format"] as string;
        var place = $"{CdmsPaths.Root(context.Request)}/cdmscatalog/{MatchupJobs.IdOf(job)}";
        context.Response.Headers.CacheControl = "no-store";
        await Wire.SendAsync(context, format is null ? Catalog(job, place) : Collection(context, job, place, Check(format), ResultQuery.Positive(arguments, "pageSize", ResultQuery.DefaultPageSize)));
    }

    private async Task<Job> GetAsync(HttpContext context)
    {
        if (context.Request.RouteValues["id"] is not string text)
        {
            throw Errors.BadRequest("Execution ID path param must be provided.");
        }

        return JobId.TryParse(text, out var id)
            ? await jobs.FindAsync(context.Caller(), id, context.RequestAborted) ?? throw Errors.NotFound($"Execution not found with id {text}")
            : throw Errors.BadRequest($"\"{text}\" is not a valid uuid");
    }

    private static string Check(string format) => JobLinks.Formats.Any(known => known.Format.Equals(format, StringComparison.OrdinalIgnoreCase))
        ? format
        : throw Errors.BadRequest($"\"{format}\" is not a valid format. Should be CSV, JSON, or NETCDF.");

    private static JsonObject Catalog(Job job, string place)
    {
        string[] relations = ["collection", "child"];
        return new()
        {
            ["stac_version"] = Version,
            ["type"] = "Catalog",
            ["id"] = MatchupJobs.IdOf(job),
            ["description"] = "STAC Catalog for CDMS output",
            ["links"] = new JsonArray(
            [
                .. relations.SelectMany(relation => JobLinks.Formats.Select(known => Link(relation, $"{place}/{known.Format}", $"Collection of pages for {MatchupJobs.IdOf(job)} {known.Format} output"))),
                Link("self", place),
                Link("root", place),
            ]),
        };
    }

    private JsonObject Collection(HttpContext context, Job job, string place, string format, int pageSize)
    {
        using var file = ResultPages.Open(job, files) ?? throw Errors.Conflict($"Execution {MatchupJobs.IdOf(job)} is {Words.Status(job.State)}: there are pages once its status is {Words.Success}");
        var request = MatchupJobs.RequestOf(job);
        var box = Arguments.ReadBox(request.Box)!.Value;
        return new()
        {
            ["stac_version"] = Version,
            ["type"] = "Collection",
            ["license"] = "proprietary",
            ["id"] = $"{MatchupJobs.IdOf(job)}.{format}",
            ["description"] = $"Collection of results for CDMS execution and result format {format}",
            ["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(new JsonArray(box.West, box.South, box.East, box.North)) },
                ["temporal"] = new JsonObject { ["interval"] = new JsonArray(new JsonArray(PythonTimes.Iso(request.Start), PythonTimes.Iso(request.End))) },
            },
            ["links"] = new JsonArray(
            [
                Link("self", $"{place}/{format}"),
                Link("root", place),
                Link("parent", place),
                .. Pages(context, job, file, format, pageSize),
            ]),
        };
    }

    /// <summary>As many as it takes for all primaries.</summary>
    private static IEnumerable<JsonObject> Pages(HttpContext context, Job job, MatchFile file, string format, int pageSize)
    {
        var mediaType = JobLinks.Formats.First(known => known.Format.Equals(format, StringComparison.OrdinalIgnoreCase)).MediaType;
        var count = (file.PrimaryCount + pageSize - 1) / pageSize;
        for (var page = 1L; page <= count; page++)
        {
            var address = string.Create(
                CultureInfo.InvariantCulture, $"{CdmsPaths.Root(context.Request)}/cdmsresults?id={MatchupJobs.IdOf(job)}&output={format}&pageNum={page}&pageSize={pageSize}");
            yield return new() { ["rel"] = "data", ["href"] = address, ["type"] = mediaType };
        }
    }

    private static JsonObject Link(string relation, string address, string? title = null)
    {
        JsonObject link = new() { ["rel"] = relation, ["href"] = address, ["type"] = Words.Json };
        if (title is not null)
        {
            link["title"] = title;
        }

        return link;
    }
}
