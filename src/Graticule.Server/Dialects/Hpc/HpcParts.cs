using Graticule.Jobs.Access;
using Graticule.Jobs.Accounting;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Saved;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc.Configuration;
using Graticule.Server.Dialects.Hpc.Throttling;
using Graticule.Server.Sending;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>What the dialect stands on.</summary>
internal sealed record HpcParts
{
    public required JobEngine Engine { get; init; }

    /// <summary>Tells of the ends of jobs.</summary>
    public required JobWaiters Waiters { get; init; }

    public required IJobStore Jobs { get; init; }

    /// <summary>Jobs as users saved them.</summary>
    public required ISavedJobStore Saved { get; init; }

    /// <summary>Where jobs under way have their folders.</summary>
    public required WorkspaceFolder Workspaces { get; init; }

    public required IFileStore Files { get; init; }

    /// <summary>The files that users have.</summary>
    public required FileLibrary Library { get; init; }

    /// <summary>Their uploads in pieces.</summary>
    public required ResumableUploads Uploads { get; init; }

    /// <summary>Sends files in place of this server; null: there is nobody.</summary>
    public FrontServer? Front { get; init; }

    public required IDocumentStore Documents { get; init; }

    /// <summary>Core types, analyses, prices, projects.</summary>
    public required HpcConfiguration Configuration { get; init; }

    public required Throttle Throttle { get; init; }

    /// <summary>What jobs cost.</summary>
    public required IChargeStore Charges { get; init; }

    /// <summary>Who is known here.</summary>
    public required IKeyStore Keys { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether links follow what a proxy says of the caller's address; where the operator has said it, that holds.</summary>
    public bool FollowsProxies { get; init; } = true;
}
