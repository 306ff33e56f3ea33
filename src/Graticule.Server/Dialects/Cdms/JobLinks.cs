using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Where a caller can go from a job.</summary>
/// <param name="root">URL of the API.</param>
/// <param name="id">Of the job, as the API writes it.</param>
/// <param name="fileName">What goes behind addresses for the name of files that the caller wants, as <see cref="FileName"/> has it.</param>
internal sealed class JobLinks(string root, string id, string fileName)
{
    public static readonly IReadOnlyList<(string Format, string MediaType)> Formats = [("CSV", Words.Csv), ("JSON", Words.Json), ("NETCDF", Words.Binary)];

    /// <summary>Empty when the caller wants no name.</summary>
    public static string FileName(Arguments arguments) => arguments.Text("filename") is { } name ? $"&filename={Uri.EscapeDataString(name)}" : "";

    public JsonArray Write(JobState state)
    {
        JsonArray links = [Link($"/job?id={id}{fileName}", "Get job status - the current page", Words.Json, "self")];
        if (!state.IsFinal())
        {
            links.Add(new JsonObject { ["href"] = $"{root}/job/cancel?id={id}", ["title"] = "Cancel the job", ["rel"] = "cancel" });
        }
        else if (state == JobState.Succeeded)
        {
            links.Add(Link($"/cdmscatalog/{id}", "STAC Catalog for execution results", Words.Json, "stac"));
            foreach (var (format, mediaType) in Formats)
            {
                links.Add(Link($"/cdmsresults?id={id}&output={format}{fileName}", $"Download {format} results", mediaType, "data"));
            }
        }

        return links;
    }

    private JsonObject Link(string path, string title, string mediaType, string relation) =>
        new() { ["href"] = root + path, ["title"] = title, ["type"] = mediaType, ["rel"] = relation };
}
