using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Gateway;

/// <summary>
/// Says how a job ended. Servers that clients of this name know have the cluster call it at the end of each job; here the cluster is asked,
/// so nothing depends on the call, and it is a way to wait.
/// </summary>
public sealed class FinalizeHpcProcess(TimeSpan longest) : IProcess
{
    private const string JobInput = "JobId";

    public FinalizeHpcProcess()
        : this(TimeSpan.FromSeconds(60))
    {
    }

    public ProcessDescription Description { get; } = new()
    {
        Id = "FinalizeHPC1",
        Title = "The end of a job",
        Description = $"Waits for the end of one of your jobs, at most {longest.TotalSeconds:0} seconds, and tells its state: succeeded, failed with the reason, cancelled, or, when it has not ended by then, queued or running. Ask again to wait longer. It ends nothing itself.",
        Keywords = ["job", "hpc"],
        IsTrivial = true,
        Inputs =
        [
            new(JobInput, JsonNode.Parse("""{"type": "string", "minLength": 1, "maxLength": 64}""")!.AsObject())
            {
                Title = "The job",
                Description = "Id of the job, as this server gave it when the job was made.",
            },
        ],
        Outputs = [GatewayOutput.Result("The job's state, and the reason for a failure.")],
    };

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var jobs = job.OwnJobs ?? throw GatewayOutput.Outside(Description.Id);
        var text = job.Inputs[JobInput]!.GetValue<string>();
        if (!JobId.TryParse(text, out var id))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The input '{JobInput}' is '{text}', which is no id of a job of this server.", JobInput);
        }

        var found = await jobs.WaitAsync(id, longest, cancellationToken);
        var state = found.State.ToString().ToLowerInvariant();
        job.AddValue(GatewayOutput.Name, found.Problem is { } problem ? $"{state}: {problem.Message}" : state, GatewayOutput.MediaType);
    }
}
