using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>The demonstration job: the vegetation index NDVI of the Landsat 7 scene in the collection 'demo'.</summary>
/// <param name="Job">The job as it ended.</param>
/// <param name="Page">Where a person looks at it.</param>
/// <param name="Files">The saved results, each with its address on the server.</param>
internal sealed record Demonstration(RemoteJob Job, Uri Page, IReadOnlyList<(string Name, string Path, Uri Href)> Files)
{
    private const string Scene = "collections/demo/L7_ETMs.tif";

    private static JsonObject Request(Uri server) => new()
    {
        ["inputs"] = new JsonObject
        {
            ["il"] = new JsonArray(new JsonObject { ["href"] = new Uri(server, Scene).AbsoluteUri, ["type"] = "image/tiff; application=geotiff" }),
            ["exp"] = "(im1b4 - im1b3) / (im1b4 + im1b3)",
            ["out"] = "float",
        },
        ["outputs"] = new JsonObject
        {
            ["out"] = new JsonObject { ["mediaType"] = "image/tiff; application=geotiff" },
            ["quicklook"] = new JsonObject { ["mediaType"] = "image/png" },
        },
    };

    /// <summary>Submits the job, waits for its end and saves its results in <paramref name="folder"/>.</summary>
    /// <exception cref="ProblemException">What the server or the job says.</exception>
    public static async Task<Demonstration> RunAsync(Api api, string folder, TextWriter error, CancellationToken cancellationToken)
    {
        var submitted = await api.SubmitAsync("band-math", Request(api.Server), cancellationToken);
        var job = await JobWait.UntilEndAsync(api, submitted, error, cancellationToken);
        List<(string, string, Uri)> files = [];
        foreach (var output in await api.ResultsAsync(job.Id, cancellationToken))
        {
            if (output.Href is null)
            {
                continue;
            }

            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"ndvi-{output.FileName()}");
            await api.DownloadAsync(output.Href, path, cancellationToken);
            files.Add((output.Name, path, output.Href));
        }

        return new(job, api.JobPage(job.Id), files);
    }

    public void Write(TextWriter output)
    {
        Answer.WriteTable(output,
        [
            ["job", $"{Job.Id} {Job.State.ToString().ToLowerInvariant()}"],
            ["page", Page.AbsoluteUri],
            .. Files.SelectMany(file => new[] { new[] { file.Name, file.Path }, new[] { string.Empty, file.Href.AbsoluteUri } }),
        ]);
    }

    public JsonObject Document() => new()
    {
        ["job"] = Job.Document.DeepClone(),
        ["page"] = Page.AbsoluteUri,
        ["files"] = new JsonObject(Files.Select(file => KeyValuePair.Create(
            file.Name, (JsonNode?)new JsonObject { ["path"] = file.Path, ["href"] = file.Href.AbsoluteUri }))),
    };
}
