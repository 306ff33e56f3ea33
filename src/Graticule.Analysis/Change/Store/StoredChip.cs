namespace Graticule.Analysis.Change.Store;

/// <summary>A chip's results, as they were at one moment.</summary>
/// <param name="Row">The chip as a whole.</param>
/// <param name="Strips">Ascending by index; strips without results are left out.</param>
/// <param name="Tickets">Points that were asked for and have no result yet, by x and then y ascending; empty once the chip has results.</param>
public sealed record StoredChip(ChipRow Row, IReadOnlyList<StoredStrip> Strips, IReadOnlyList<TicketPoint> Tickets);

/// <summary>The results of one column of a chip.</summary>
/// <param name="Index">0 to 99, from the left.</param>
/// <param name="Data">As the codec wrote it.</param>
public sealed record StoredStrip(int Index, byte[] Data);

/// <summary>A point that was asked for.</summary>
/// <param name="X">In metres of the grid.</param>
/// <param name="Y">In metres of the grid.</param>
public readonly record struct TicketPoint(int X, int Y);
