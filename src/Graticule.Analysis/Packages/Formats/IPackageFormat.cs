using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>One way to write a package.</summary>
internal interface IPackageFormat
{
    /// <summary>Media types of its texts, the usual one first.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>What the text says; null after a fault.</summary>
    Task<PackageDraft?> ReadAsync(PackageText text, PackageWish wish, FaultList faults, CancellationToken cancellationToken);

    /// <summary>A package that was sent in another form; null when it cannot be put into this one.</summary>
    string? Write(Package package, string mediaType);
}

/// <summary>What was asked for beside the text.</summary>
/// <param name="Workflow">Which workflow is meant; null: none was named.</param>
/// <param name="UsualId">Id for a text that has none; null: a text must have one.</param>
/// <param name="Setting">Where it is read.</param>
internal sealed record PackageWish(string? Workflow, string? UsualId, PackageSetting Setting);
