using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Gateway;

/// <summary>
/// Says what becomes of openEO process graphs that are sent as requests to run a process. Servers that clients of this name know run it as
/// a filter that rewrites such requests; here requests are never rewritten.
/// </summary>
public sealed class OpenEoFilterInProcess : IProcess
{
    public ProcessDescription Description { get; } = new()
    {
        Id = "openeoFilterIn",
        Title = "openEO process graphs as requests",
        Description = "Tells whether a request to run a process may hold an openEO process graph. It takes no inputs and changes nothing: requests are read as they are, and never rewritten.",
        Keywords = ["openEO"],
        IsTrivial = true,
        IsRepeatable = true,
        Outputs = [GatewayOutput.Result("Whether process graphs are taken, and what to send.")],
    };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.AddValue(
            GatewayOutput.Name,
            "A request to run a process holds 'inputs' and 'outputs' by name, and no openEO process graph: a graph is not rewritten here, and is refused for the members that it lacks.",
            GatewayOutput.MediaType);
        return Task.CompletedTask;
    }
}
