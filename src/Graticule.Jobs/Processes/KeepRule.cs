namespace Graticule.Jobs.Processes;

/// <summary>Where and how an attempt keeps what it has finished, so that the next one, after a pause or a lost worker, goes on from there.</summary>
/// <param name="Folder">Of the job: outlives attempts, and may be absent until one makes it. In an order: relative to the attempt's folder.</param>
/// <param name="After">How long an attempt runs before it keeps anything.</param>
/// <param name="MostBytes">Bound of all files in the folder.</param>
public sealed record KeepRule(string Folder, TimeSpan After, long MostBytes);
