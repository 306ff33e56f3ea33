using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Engine;

/// <summary>Brings what nested processes refer to into a folder for each of them, <c>nested/{n}</c>.</summary>
internal sealed class NestedStaging(ProcessCatalog catalog, IInputStaging staging, string folder)
{
    private int _count;

    /// <summary>The inputs, with every nested call saying where it runs and holding no reference any more.</summary>
    public async Task<JsonObject> StageAsync(Job job, JsonObject inputs, CancellationToken cancellationToken)
    {
        var calls = NestedCalls.Find(inputs).ToList();
        if (calls.Count == 0)
        {
            return inputs;
        }

        inputs = (JsonObject)inputs.DeepClone();
        foreach (var (call, input, index, pointer) in calls)
        {
            var process = catalog.Of(call.ToSpec(job.Spec))?.Description
                ?? throw new ProblemException(ProblemKind.NotFound, $"The process '{call.ProcessId}' is not there any more.", "/inputs" + pointer);
            var own = string.Create(CultureInfo.InvariantCulture, $"nested/{_count++}");
            var path = Directory.CreateDirectory(Path.Combine(folder, own)).FullName;
            var staged = await staging.StageAsync(job with { Spec = call.ToSpec(job.Spec) }, process, path, cancellationToken);
            staged = await StageAsync(job, staged, cancellationToken);
            NestedCalls.Put(inputs, input, index, (call with { Inputs = staged, Folder = own }).Write());
        }

        return inputs;
    }
}
