using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Engine;

/// <summary>Staging of jobs that refer to nothing; what it does may be replaced.</summary>
internal sealed class PlainStaging : IInputStaging
{
    public Func<Job, CancellationToken, Task<JsonObject>> Stage { get; set; } = (job, _) => Task.FromResult(job.Spec.Inputs);

    public Task<JsonObject> StageAsync(Job job, ProcessDescription process, string folder, CancellationToken cancellationToken) =>
        Stage(job, cancellationToken);
}
