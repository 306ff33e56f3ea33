namespace Graticule.Jobs.Execution;

/// <summary>
/// The folder of one attempt, and the whole contract between server and worker: <c>job.json</c> and <c>inputs/</c> go in;
/// <c>log.jsonl</c>, the output files and, last and by renaming, <c>report.json</c> come out. Every executor is "run a worker in this
/// folder", and <c>graticule run FOLDER</c> repeats an attempt by hand.
/// </summary>
public sealed record Workspace(string Path);
