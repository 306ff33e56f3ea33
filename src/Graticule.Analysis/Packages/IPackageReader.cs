using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>Makes packages of the texts that users send, and texts of packages.</summary>
public interface IPackageReader
{
    /// <summary>Media types of the texts that can be read, without parameters.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Reads a text, brings in all that it names, and checks that it can work here.</summary>
    /// <param name="text">The text; its media type is one of <see cref="MediaTypes"/>.</param>
    /// <param name="wish">What was asked for beside the text.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProblemException">InvalidInput with every fault; Unsupported (media type); Unavailable (what it names cannot be had now).</exception>
    /// <exception cref="WorkflowNotFoundException">The text has no such workflow.</exception>
    Task<ReadPackage> ReadAsync(PackageText text, PackageWish wish, CancellationToken cancellationToken);

    /// <summary>The package as a text of this media type: as it was sent, or put into that form; null when it cannot be.</summary>
    string? Write(Package package, string mediaType);
}

/// <param name="MediaType">Without parameters.</param>
/// <param name="Body">The text, UTF-8.</param>
public sealed record PackageText(string MediaType, ReadOnlyMemory<byte> Body);

/// <summary>What was asked for beside a text.</summary>
/// <param name="Owner">Who deploys: other processes that the text names are those that this owner means.</param>
public sealed record PackageWish(string Owner)
{
    /// <summary>Which of the text's workflows is meant; null: the text says, or its first.</summary>
    public string? Workflow { get; init; }

    /// <summary>Id of the process where neither the text nor its description has one; null: that is a fault.</summary>
    public string? UsualId { get; init; }

    /// <summary>Id of the process of this server that an address names; null for an address elsewhere.</summary>
    public Func<string, string?> IdOf { get; init; } = static id => id;
}

/// <param name="Id">What the process is to be called.</param>
/// <param name="Package">What it runs.</param>
/// <param name="Warnings">What is odd in the text but does not keep it from working.</param>
public sealed record ReadPackage(string Id, Package Package, IReadOnlyList<Fault> Warnings);
