using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Observations;

/// <summary>Tells a job how far it is.</summary>
internal sealed class JobProgress(JobContext job) : IProgress<double>
{
    public void Report(double value) => job.Report(Math.Clamp(value, 0, 1));
}
