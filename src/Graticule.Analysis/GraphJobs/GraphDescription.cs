using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What <c>process-graph</c> takes and gives.</summary>
public static class GraphDescription
{
    public const string Id = "process-graph";

    public const string Process = "process";
    public const string Arguments = "arguments";
    public const string Processes = "processes";
    public const string Paths = "paths";
    public const string Files = "files";

    public const string Estimate = "estimate";

    public const string Value = "value";
    public const string Results = "results";

    private const int MostFiles = 1000;

    public static ProcessDescription Description { get; } = new()
    {
        Id = Id,
        Title = "Process graph of openEO",
        Description = "Runs a process graph in the form of openEO 1.x over data cubes. What 'save_result' is given becomes files; the value of the "
            + "result node is given as JSON where nothing was saved.",
        Keywords = ["openEO", "process graph", "data cube"],
        IsRepeatable = true,
        Inputs =
        [
            new(Process, Object("process_graph"))
            {
                Title = "Process",
                Description = "An object with the member 'process_graph', and 'parameters' where the graph has parameters.",
            },
            new(Arguments, Object())
            {
                Title = "Values of the parameters",
                MinOccurs = 0,
            },
            new(Processes, Object())
            {
                Title = "Processes that the graph may call besides the predefined ones",
                Description = "By id; each an object with the member 'process_graph', and 'parameters' where it has parameters.",
                MinOccurs = 0,
            },
            new(Paths, new() { ["type"] = "string" })
            {
                Title = "Names of the files",
                Description = "What the graph calls each of the files: a path or an address.",
                MinOccurs = 0,
                MaxOccurs = MostFiles,
            },
            new(Files, [])
            {
                Title = "Files that the graph reads",
                Description = "As many as there are names, in the same order.",
                MinOccurs = 0,
                MaxOccurs = MostFiles,
                MediaTypes = ["application/octet-stream"],
            },
            new(Estimate, new() { ["type"] = "boolean", ["default"] = false })
            {
                Title = "Whether to say only what it will cost",
                Description = "Then no pixel is read and nothing is written: 'value' has the samples and bytes to be decoded, the cells and bytes of the results, and seconds.",
                MinOccurs = 0,
            },
        ],
        Outputs =
        [
            new(Value, []) { Title = "Value of the result node", Description = "Null where files were written." },
            new(Results, new() { ["type"] = "object" })
            {
                Title = "Files that were written",
                Description = "A folder; its metadata.json lists the files, with their places, times, bands and statistics.",
                IsFolder = true,
                MediaTypes = ["application/json"],
            },
        ],
    };

    private static JsonObject Object(params string[] required) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]),
    };
}
