using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Batch;

/// <summary>Runs commands in a work folder, as the jobs of a computing centre do.</summary>
internal sealed class BatchProcess : IProcess
{
    public ProcessDescription Description { get; } = new()
    {
        Id = BatchNames.Process,
        Title = "Batch job",
        Description = "Runs commands one after the other in a work folder with the given files, once or for each row of a table, in a sandbox; keeps what they print and the files that they leave.",
        Dialect = BatchNames.Dialect,

        // Each attempt has a work folder of its own, and begins from the beginning.
        IsRepeatable = true,
        IsAsyncOnly = true,
        Inputs =
        [
            new("analyses", Objects()) { Title = "Commands" },
            new("files", Objects()) { Title = "Files", MinOccurs = 0 },
            new("cases", Objects()) { Title = "Rows", MinOccurs = 0 },
            new("templates", Objects()) { Title = "Templates", MinOccurs = 0 },
            new("slots", new() { ["type"] = "integer", ["minimum"] = 1 }) { Title = "Runs at once", MinOccurs = 0 },
            new("isDryRun", new() { ["type"] = "boolean" }) { Title = "Templates only", MinOccurs = 0 },
            new("limits", new() { ["type"] = "object" }) { Title = "Limits", MinOccurs = 0 },
        ],
        Outputs = [new(BatchNames.Output, []) { Title = "Files", MediaTypes = ["application/json"], IsFolder = true }],
    };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => new BatchRun(Read(job.Inputs), job).RunAsync(cancellationToken);

    private static BatchOrder Read(JsonObject inputs)
    {
        try
        {
            return BatchOrder.Read(inputs);
        }
        catch (JsonException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"This is no order for commands: {exception.Message}"), exception);
        }
    }

    private static JsonObject Objects() => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } };
}
