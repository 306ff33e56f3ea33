using System.Text.Json;
using System.Text.Json.Serialization;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>
/// Keeps the records of a job's steps: each as a line in the job's log, and all of them in <c>steps.json</c> in the attempt's folder,
/// which is whole at every moment. May be used from any thread.
/// </summary>
public sealed class StepLog(JobContext job)
{
    public const string FileName = "steps.json";

    private readonly Lock _lock = new();
    private readonly List<StepRecord> _steps = [];

    public IReadOnlyList<StepRecord> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(StepRecord step)
    {
        lock (_lock)
        {
            _steps.Add(step);
            var path = Path.Combine(job.Folder, FileName);
            File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(_steps, StepJson.Default.ListStepRecord));
            File.Move(path + ".part", path, overwrite: true);
        }

        job.Log(step.ExitCode is 0 ? LogLevel.Info : LogLevel.Error, step.ToString());
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<StepRecord>))]
internal sealed partial class StepJson : JsonSerializerContext;
