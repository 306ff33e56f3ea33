using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Gateway;

/// <summary>The one output that the processes of this folder have.</summary>
internal static class GatewayOutput
{
    public const string Name = "Result";

    public const string MediaType = "text/plain";

    public static Parameter Result(string description) => new(Name, new JsonObject { ["type"] = "string" }) { Title = "Result", Description = description };

    /// <summary>An input by reference sends a job to a worker, which knows nothing but its order.</summary>
    public static ProblemException Outside(string process) =>
        new(ProblemKind.Unsupported, $"The process '{process}' runs in the server alone; give its inputs as values, without references.", process);
}
