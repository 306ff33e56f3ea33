namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>Software that jobs may name.</summary>
internal sealed record Software
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>HTML.</summary>
    public string Description { get; init; } = "";

    public string Vendor { get; init; } = "";

    /// <summary>At least one, the newest first.</summary>
    public required IReadOnlyList<AnalysisVersion> Versions { get; init; }

    /// <summary>The version of that code; the first where none is named; null where there is none.</summary>
    public AnalysisVersion? Find(string? version) =>
        version is null ? Versions[0] : Versions.FirstOrDefault(found => found.Code.Equals(version, StringComparison.Ordinal));

    /// <summary>The code of the version that people call so; the name itself where there is none.</summary>
    public string? CodeOf(string? versionName) => Versions.FirstOrDefault(found => found.Name.Equals(versionName, StringComparison.Ordinal))?.Code ?? versionName;
}

/// <summary>A version of a software, and how it is started here.</summary>
internal sealed record AnalysisVersion
{
    /// <summary>By which jobs name it, such as <c>4.8.4</c>.</summary>
    public required string Code { get; init; }

    /// <summary>As people read it.</summary>
    public required string Name { get; init; }

    /// <summary>Codes of the core types that it runs on; empty: on all.</summary>
    public IReadOnlyList<string> CoreTypes { get; init; } = [];

    public SoftwareStart Start { get; init; } = new();

    /// <summary>Whether its commands may use the network.</summary>
    public bool AllowsNetwork { get; init; }
}

/// <summary>How a software becomes usable by a command: any of these together.</summary>
internal sealed record SoftwareStart
{
    /// <summary>Variables of the environment; those of the job come over them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Folders that are put in front of PATH; absolute.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Environment modules that are loaded before the command.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Container image that the command runs in; null: in none.</summary>
    public string? Image { get; init; }
}
