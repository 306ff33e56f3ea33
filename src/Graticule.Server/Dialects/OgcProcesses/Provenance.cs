using System.Reflection;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Where the results of a job come from: who asked, what ran, on what, and what came out.</summary>
internal sealed record Provenance
{
    public required Job Job { get; init; }

    public required Root Root { get; init; }

    /// <summary>Null when the process was taken away.</summary>
    public ProcessDescription? Process { get; init; }

    /// <summary>The package as it was deployed; null for one of the program's own processes.</summary>
    public Package? Package { get; init; }

    public required IReadOnlyList<ProvenanceItem> Inputs { get; init; }

    public required IReadOnlyList<ProvenanceItem> Outputs { get; init; }

    /// <summary>Version of this program.</summary>
    public static string Software { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>One value or file that went into a job, or came out of it.</summary>
/// <param name="Name">Name of the input or output; values of a list have their place after it: <c>il/0</c>.</param>
/// <param name="Location">Where it lies; null for a value.</param>
/// <param name="Value">The value, as JSON text; null for a file.</param>
/// <param name="MediaType">Its media type, where it is known.</param>
/// <param name="FileKey">Key of a file of this server, where it is one.</param>
/// <param name="Content">Length and digest; null for what was not kept.</param>
internal sealed record ProvenanceItem(string Name, string? Location, string? Value, string? MediaType, string? FileKey, FileDigest? Content);

/// <param name="Length">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
internal sealed record FileDigest(long Length, string Sha256);
