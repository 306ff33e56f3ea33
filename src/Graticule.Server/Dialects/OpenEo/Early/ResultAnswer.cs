using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The data themselves as an answer.</summary>
internal sealed class ResultAnswer(IFileStore files)
{
    private const string Unknown = "application/octet-stream";

    /// <summary>A media type as the time had it: without parameters, and of formats that browsers do not know none in particular.</summary>
    public static string MediaType(string mediaType)
    {
        var plain = mediaType.Split(';')[0].Trim();
        return plain.StartsWith("image/", StringComparison.Ordinal) || plain is Words.Json or Words.GeoJson or "text/csv" or "application/x-netcdf" ? plain : Unknown;
    }

    /// <summary>Sends what a finished run gave: one file as it is, several as an archive.</summary>
    /// <param name="context">Whom to answer.</param>
    /// <param name="run">Which run.</param>
    /// <param name="request">What it was asked for, for the archive's description.</param>
    /// <param name="order">Null: of another version.</param>
    /// <param name="remarks">What is to be told beside what the files tell.</param>
    public async Task SendAsync(HttpContext context, Job run, JsonObject request, EarlyOrder? order, IReadOnlyList<string> remarks)
    {
        var results = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        List<string> ofFiles = [.. results.Files.SelectMany(file => file.File.Remarks).Distinct(StringComparer.Ordinal)];
        if (order?.IsStrict == true && ofFiles.Count > 0)
        {
            throw EarlyErrors.NotAcceptable($"Asked to write strictly what was written, which this server cannot: {string.Join(" ", ofFiles)}");
        }

        Remarks.Tell(context, [.. remarks, .. ofFiles]);
        context.Response.Headers["OpenEO-Costs"] = "0";
        switch (results.Files)
        {
            case []:
                await Wire.SendAsync(context, results.Value);
                break;
            case [{ Key: { } key } only]:
                var stream = await files.OpenAsync(key, context.RequestAborted) ?? throw Errors.NotFound("The result was removed meanwhile.");
                await Download.SendAsync(context, stream, MediaType(only.File.MediaType), only.File.Name, run.Id.ToString(), run.FinishedAt);
                break;
            default:
                await ResultArchive.SendAsync(context, results, request, files);
                break;
        }
    }
}
