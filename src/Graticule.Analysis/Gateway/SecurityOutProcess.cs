using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Gateway;

/// <summary>
/// Says who may read what the caller's jobs leave. Servers that clients of this name know run it as a filter behind each request; here
/// access is decided before a request is read, so there is nothing to filter, and the process tells the outcome.
/// </summary>
public sealed class SecurityOutProcess : IProcess
{
    private const string Anonymous = "anonymous";

    public ProcessDescription Description { get; } = new()
    {
        Id = "securityOut",
        Title = "Who may read your results",
        Description = "Tells under whose name this server keeps your jobs, results, files and deployed processes, and who can read them. It takes no inputs and changes nothing: access is decided before a request is read.",
        Keywords = ["security"],
        IsTrivial = true,
        IsRepeatable = true,
        Outputs = [GatewayOutput.Result("Who you are here, and who can read what you make.")],
    };

    public Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var owner = job.OwnJobs?.Owner ?? throw GatewayOutput.Outside(Description.Id);
        var whose = owner == Anonymous
            ? "You are 'anonymous'. Everybody who reaches this server without a token is: they can read your jobs, results, files and processes, and you theirs."
            : $"You are '{owner}'. Your jobs, results, files and deployed processes can be read with a token of yours, and by nobody else.";
        job.AddValue(GatewayOutput.Name, whose, GatewayOutput.MediaType);
        return Task.CompletedTask;
    }
}
