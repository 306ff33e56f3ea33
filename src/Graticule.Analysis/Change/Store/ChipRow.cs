using Graticule.Analysis.Change.Results;

namespace Graticule.Analysis.Change.Store;

/// <summary>What is known of a chip as a whole, its results left aside.</summary>
public sealed record ChipRow
{
    public required ChipKey Key { get; init; }

    /// <summary>When it was asked for last.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>Where the inputs come from, as the algorithm's template gave it at the last request.</summary>
    public required string InputsUrl { get; init; }

    /// <summary>MD5 of the inputs that the results were computed from, in hexadecimal digits; null while there are none.</summary>
    public string? InputsMd5 { get; init; }

    /// <summary>When the results were computed; null while there are none.</summary>
    public DateTimeOffset? Produced { get; init; }

    /// <summary>Pixels with a result, 0 to 10,000.</summary>
    public int Ok { get; init; }

    /// <summary>Pixels whose result is the message of an error, 0 to 10,000.</summary>
    public int Failed { get; init; }

    /// <summary>Pixels that are answered for, with a result or a message.</summary>
    public int Answered => Ok + Failed;

    /// <summary>Id of the job that computes it now; null: none does.</summary>
    public string? Job { get; init; }

    /// <summary>Why the last job gave nothing at all; null when it did, and while one is under way.</summary>
    public string? Problem { get; init; }

    /// <summary>What the strips have in common, as the codec wrote it; null while there are no results.</summary>
    public byte[]? Header { get; init; }
}
