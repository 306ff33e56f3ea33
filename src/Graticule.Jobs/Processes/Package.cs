using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>What a user deployed as a process: checked, complete in itself, never changed.</summary>
/// <param name="Kind">Names the <see cref="IPackageLoader"/> that makes a process of it.</param>
/// <param name="MediaType">Media type of <paramref name="Original"/>.</param>
/// <param name="Original">The text that was sent.</param>
/// <param name="Content">What the loader reads: every reference resolved, nothing left to fetch.</param>
public sealed record Package(string Kind, string MediaType, string Original, JsonObject Content)
{
    /// <summary>SHA-256 over all of it, in lower-case hexadecimal: equal packages are one.</summary>
    public string Digest => field ??= Hash();

    private string Hash()
    {
        var text = string.Join('\0', Kind, MediaType, Original, Content.ToJsonString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>Makes processes of packages of one kind. Nothing is checked here: a package is checked before it is stored.</summary>
public interface IPackageLoader
{
    /// <summary>Stored with each package: <c>cwl</c>, <c>command</c>, <c>workflow</c>.</summary>
    string Kind { get; }

    /// <param name="id">The process's id.</param>
    /// <param name="content"><see cref="Package.Content"/>.</param>
    IProcess Load(string id, JsonObject content);
}

/// <summary>A process that a user deployed.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Id">Unique among the owner's processes.</param>
/// <param name="Package">What it runs.</param>
/// <param name="DeployedAt">When it was deployed.</param>
/// <param name="ReplacedAt">When its package was last replaced; null: never.</param>
public sealed record DeployedProcess(string Owner, string Id, Package Package, DateTimeOffset DeployedAt, DateTimeOffset? ReplacedAt = null);

/// <summary>The packages of deployed processes. Reads take microseconds, and so have no tasks.</summary>
public interface IProcessStore
{
    /// <summary>False when the owner has a process of this id.</summary>
    Task<bool> AddAsync(DeployedProcess process, CancellationToken cancellationToken);

    /// <summary>False when the owner has no process of this id.</summary>
    Task<bool> ReplaceAsync(DeployedProcess process, CancellationToken cancellationToken);

    /// <summary>False when the owner has no process of this id. The package stays for the jobs that ran it.</summary>
    Task<bool> DeleteAsync(string owner, string id, CancellationToken cancellationToken);

    /// <summary>Digest of the package that the owner's process runs now; null when there is no such process.</summary>
    string? FindDigest(string owner, string id);

    DeployedProcess? Find(string owner, string id);

    /// <summary>A package by its digest, whether or not a process still runs it; null when there is none.</summary>
    Package? FindPackage(string digest);

    /// <summary>Id and digest of the owner's first processes, ordered by id (ordinal), at most <paramref name="limit"/>.</summary>
    IReadOnlyList<(string Id, string Digest)> List(string owner, int limit);

    /// <summary>How many processes the owner has.</summary>
    int Count(string owner);
}
