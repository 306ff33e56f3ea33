using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl.Running;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>A deployed CWL workflow or tool.</summary>
/// <param name="description">What callers see of it.</param>
/// <param name="document">The packed document, complete in itself.</param>
/// <param name="entry">Id of the process to run, such as <c>#main</c>.</param>
public sealed class CwlProcess(ProcessDescription description, JsonObject document, string entry) : IProcess
{
    public ProcessDescription Description => description;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        try
        {
            await new CwlRun(PackedProcess.Find(document, entry), entry, description).RunAsync(job, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, $"The package cannot be run: {exception.Message}"), exception);
        }
    }
}
