using Graticule.Analysis.Change.Results;

namespace Graticule.Analysis.Change.Store;

/// <summary>
/// Results of change detection and the requests for them, chip by chip. Each call is one transaction. Safe for calls at the same time.
/// All of them throw <see cref="Jobs.ProblemException"/> of the kind Unavailable when the database cannot be reached or is full.
/// </summary>
public interface IChipStore : IAsyncDisposable
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<StoredAlgorithm>> ListAlgorithmsAsync(CancellationToken cancellationToken);

    /// <summary>Adds an algorithm, or replaces the one of that name.</summary>
    Task PutAlgorithmAsync(StoredAlgorithm algorithm, CancellationToken cancellationToken);

    /// <summary>Null when nobody ever asked for the chip.</summary>
    Task<ChipRow?> FindAsync(ChipKey key, CancellationToken cancellationToken);

    /// <summary>Results of a chip; null when nobody ever asked for it.</summary>
    /// <param name="key">Which chip.</param>
    /// <param name="first">First strip, 0 to 99.</param>
    /// <param name="count">Number of strips from there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoredChip?> ReadAsync(ChipKey key, int first, int count, CancellationToken cancellationToken);

    /// <summary>The chips of one algorithm whose upper left corner lies in an area, without their headers; in no order.</summary>
    /// <param name="algorithm">Its name.</param>
    /// <param name="area">Edges belong to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ChipRow>> ListAsync(string algorithm, ChipArea area, CancellationToken cancellationToken);

    /// <summary>The chips for which jobs are under way, without their headers.</summary>
    Task<IReadOnlyList<ChipRow>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes down that a chip is asked for, and who computes it. Results that are there stay.</summary>
    Task RequestAsync(ChipRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the results of a job in the place of what there was, all together; the chip's tickets are answered with that. False, and nothing
    /// happens, when the job is not the one that computes the chip: its results are there already, or are not wanted any more.
    /// </summary>
    Task<bool> ImportAsync(ChipImport results, CancellationToken cancellationToken);

    /// <summary>Writes down that the job of a chip gave nothing; does nothing when it is not the one that computes it.</summary>
    Task FailAsync(ChipKey key, string job, string problem, CancellationToken cancellationToken);
}

/// <summary>Upper left corners from one to another, in metres of the grid; both belong to it.</summary>
public readonly record struct ChipArea(int FromX, int FromY, int ToX, int ToY);

/// <summary>A request for a chip.</summary>
/// <param name="Key">Which.</param>
/// <param name="Requested">When.</param>
/// <param name="InputsUrl">Where the inputs are to come from.</param>
/// <param name="Job">The job that computes it.</param>
/// <param name="Ticket">The point that was asked for and has no result yet; null: none.</param>
public sealed record ChipRequest(ChipKey Key, DateTimeOffset Requested, string InputsUrl, string Job, TicketPoint? Ticket);

/// <summary>The results of a job.</summary>
/// <param name="Key">Of which chip.</param>
/// <param name="Job">Which job.</param>
/// <param name="Produced">When they were computed.</param>
/// <param name="InputsMd5">MD5 of the inputs, in hexadecimal digits.</param>
/// <param name="Ok">Pixels with a result.</param>
/// <param name="Failed">Pixels whose result is the message of an error.</param>
/// <param name="Header">What the strips have in common.</param>
/// <param name="Strips">All of them.</param>
public sealed record ChipImport(
    ChipKey Key, string Job, DateTimeOffset Produced, string InputsMd5, int Ok, int Failed, byte[] Header, IReadOnlyList<StoredStrip> Strips);
