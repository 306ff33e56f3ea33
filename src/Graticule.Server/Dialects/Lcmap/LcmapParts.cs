using System.Threading.Channels;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>What the dialect stands on.</summary>
internal sealed record LcmapParts
{
    public required JobEngine Engine { get; init; }

    public required IFileStore Files { get; init; }

    public required IChipStore Store { get; init; }

    public required DataFolder Data { get; init; }

    /// <summary>Jobs of the dialect that end; a hint.</summary>
    public required ChannelReader<Job> Ends { get; init; }

    /// <summary>Whether files of analysis ready data are registered.</summary>
    public required Func<bool> HasData { get; init; }

    public required TimeProvider Clock { get; init; }
}
