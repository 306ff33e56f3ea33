using System.Text.Json.Nodes;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// A completed job that every caller may look at: the notebook of the API's reference reads it by its id to show what a job is. It never ran here,
/// and left no files.
/// </summary>
internal static class DemoJob
{
    public const string Id = "jNibFc";

    /// <summary>Nobody can have a key of this name.</summary>
    private const string Owner = "demo@graticule.invalid";

    private static readonly DateTimeOffset Made = new(2023, 6, 19, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Adds it to a database that never had it.</summary>
    public static Task SeedAsync(ISavedJobStore store, CancellationToken cancellationToken) => store.AddAsync(
        new(Id, Owner, Made)
        {
            UpdatedAt = Made,
            Phase = SavedJobPhase.Completed,
            IsPublic = true,
            Content = Content(),
            Record = new JobRecord
            {
                SubmittedAt = Made,
                StartedAt = Made.AddSeconds(2),
                EndedAt = Made.AddSeconds(44),
                CompletedAt = Made.AddSeconds(45),
                Reason = "Completed successfully",
                ExitCode = 0,
                Runs = [new(1, Made.AddSeconds(2), Made.AddSeconds(44), 0, null)],
            }.Write(),
        },
        cancellationToken);

    private static JsonObject Content()
    {
        JsonObject analysis = new()
        {
            ["analysis"] = new JsonObject { ["code"] = "miniconda", ["version"] = "4.8.4" },
            ["command"] = "python calculate_pi.py range.inp",
            ["envVars"] = new JsonObject(),
            ["hardware"] = new JsonObject { ["coreType"] = "granite", ["coresPerSlot"] = 2, ["slots"] = 1, ["walltime"] = 1, ["type"] = "compute" },
            ["inputFiles"] = new JsonArray(),
            ["templateTasks"] = new JsonArray(),
            ["preProcessScript"] = null,
            ["preProcessScriptCommand"] = null,
            ["postProcessScript"] = null,
            ["postProcessScriptCommand"] = null,
        };
        InputObject nothing = new([], "", []);
        JobMembers.Copy(nothing, before: null, analysis, JobMembers.AnalysisSettings);
        JsonObject job = new()
        {
            ["name"] = "Example: an estimate of pi",
            ["description"] = "What a completed job looks like. Everybody may look at it.",
            ["projectId"] = null,
            ["isLowPriority"] = false,
            ["jobanalyses"] = new JsonArray(analysis),
            ["paramFile"] = null,
            ["caseFile"] = null,
            ["includeNominalRun"] = false,
            ["isTemplateDryRun"] = false,
            ["customFields"] = new JsonObject(),
        };
        JobMembers.Copy(nothing, before: null, job, JobMembers.Labels);
        JobMembers.Copy(nothing, before: null, job, JobMembers.Settings);
        return job;
    }
}
