using System.Text.Json.Nodes;

namespace Graticule.Jobs.Saved;

/// <summary>
/// A job as a user saved it: before it is submitted, while the engine runs it, and after what it left was put in order. Immutable; every
/// change is a new revision.
/// </summary>
/// <param name="Id">Six letters; unique among all users' jobs.</param>
/// <param name="Owner">Subject of whoever saved it.</param>
/// <param name="CreatedAt">When it was saved first.</param>
public sealed record SavedJob(string Id, string Owner, DateTimeOffset CreatedAt)
{
    public DateTimeOffset UpdatedAt { get; init; }

    public SavedJobPhase Phase { get; init; }

    /// <summary>What the engine calls its work; set when it is submitted.</summary>
    public JobId? Work { get; init; }

    /// <summary>What was asked for, in the dialect's words. Not to be changed: a change makes another one.</summary>
    public required JsonObject Content { get; init; }

    /// <summary>What became of it, in the dialect's words. Not to be changed: a change makes another one.</summary>
    public JsonObject Record { get => field ?? []; init; } = [];

    /// <summary>Whether everybody may look at it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>When its owner deleted it.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Number of saved changes.</summary>
    public long Revision { get; init; }
}

/// <summary>How far a saved job is.</summary>
public enum SavedJobPhase
{
    /// <summary>Saved, and may be changed.</summary>
    Draft,

    /// <summary>Handed to the engine; ends by itself.</summary>
    Submitted,

    /// <summary>Ended, and what it left is in its place.</summary>
    Completed,
}

/// <param name="Subject">Whose jobs.</param>
public sealed record SavedJobFilter(string Subject)
{
    /// <summary>Jobs of others that are listed too, by id.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Only those; null: all.</summary>
    public IReadOnlyList<SavedJobPhase>? Phases { get; init; }

    /// <summary>The oldest first; otherwise the newest.</summary>
    public bool IsAscending { get; init; }

    public int Offset { get; init; }

    /// <summary>Most jobs; at least 1.</summary>
    public int Limit { get; init; } = int.MaxValue;
}

/// <param name="Jobs">The page.</param>
/// <param name="Count">Length of the whole list.</param>
public sealed record SavedJobPage(IReadOnlyList<SavedJob> Jobs, long Count);
