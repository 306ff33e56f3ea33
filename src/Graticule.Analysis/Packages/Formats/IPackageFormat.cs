using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>One way to write a package.</summary>
internal interface IPackageFormat
{
    /// <summary>Media types of its texts, the usual one first.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>What the text says; null after a fault.</summary>
    Task<PackageDraft?> ReadAsync(PackageText text, PackageRequest request, FaultList faults, CancellationToken cancellationToken);

    /// <summary>A package that was sent in another form; null when it cannot be put into this one.</summary>
    string? Write(Package package, string mediaType);
}

/// <param name="Wish">What was asked for beside the text.</param>
/// <param name="Setting">Where it is read.</param>
internal sealed record PackageRequest(PackageWish Wish, PackageSetting Setting);
