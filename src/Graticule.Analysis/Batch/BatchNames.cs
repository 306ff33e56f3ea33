namespace Graticule.Analysis.Batch;

/// <summary>What the process and whoever makes its jobs call things.</summary>
public static class BatchNames
{
    public const string Process = "batch";

    /// <summary>The dialect whose jobs run it. Its inputs name paths on this machine, so nobody else may.</summary>
    public const string Dialect = "hpc";

    /// <summary>The output: a folder of the collected files, of which <see cref="Manifest"/> says what they are.</summary>
    public const string Output = "files";

    /// <summary>Name of that folder in the attempt's.</summary>
    public const string Collected = "outs";

    public const string Manifest = "manifest.json";

    /// <summary>Name of the file with what the commands of a run printed.</summary>
    public const string Log = "process_output.log";
}
