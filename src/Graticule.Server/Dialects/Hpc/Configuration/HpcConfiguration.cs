using Graticule.Server.Dialects.Hpc.Throttling;

namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>What an operator says of the installation, or what is taken from the machine.</summary>
internal sealed record HpcConfiguration
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<CoreType> CoreTypes { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<Software> Analyses { get; init; }

    public IReadOnlyList<Project> Projects { get; init; } = [];

    public Organization Organization { get; init; } = new();

    /// <summary>ISO 4217 code of all prices.</summary>
    public string Currency { get; init; } = "USD";

    public ThrottleLimits Throttling { get; init; } = new();

    /// <summary>
    /// Whether a change of a job that was submitted, and submitting it again, is answered by 200 and does nothing, as the original once did;
    /// without it, both are refused.
    /// </summary>
    public bool IgnoresLateChanges { get; init; }

    /// <summary>Bytes that one user's files may take; null: no bound.</summary>
    public long? FileQuota { get; init; }

    public CoreType? FindCoreType(string code) => CoreTypes.FirstOrDefault(type => type.Code.Equals(code, StringComparison.Ordinal));

    public Software? FindAnalysis(string code) => Analyses.FirstOrDefault(analysis => analysis.Code.Equals(code, StringComparison.Ordinal));

    /// <summary>A project that the owner may use; null where there is none.</summary>
    public Project? FindProject(string owner, string id) => Projects.FirstOrDefault(project => project.Id.Equals(id, StringComparison.Ordinal) && project.IsOpenTo(owner));
}

/// <summary>Whom the installation belongs to.</summary>
internal sealed record Organization
{
    /// <summary>In paths.</summary>
    public string Code { get; init; } = "local";

    public string Name { get; init; } = "Local installation";

    public string WorkspaceId { get; init; } = "local";

    /// <summary>Completes the names of users that are no e-mail addresses.</summary>
    public string MailDomain { get; init; } = "localhost";

    public string WorkspaceName { get; init; } = "Local workspace";

    /// <summary>A user as the API names it: a subject that is no e-mail address gets the domain of the installation.</summary>
    public string EmailOf(string subject) => EmailOf(subject, MailDomain);

    public static string EmailOf(string subject, string domain) => subject.Contains('@', StringComparison.Ordinal) ? subject : $"{subject}@{domain}";
}
