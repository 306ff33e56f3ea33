using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>A part of a file that is read at once.</summary>
/// <param name="Granule">The file.</param>
/// <param name="Done">Share of the files of the data set that are done with this part, 0 to 1.</param>
internal abstract record RowPart(Granule Granule, double Done);

/// <summary>Rows of a grid at one step of time.</summary>
internal sealed record GridPart(Granule Granule, double Done, int Step, int FirstRow, int Rows, IReadOnlyList<(int First, int Count)> Runs) : RowPart(Granule, Done);

/// <summary>Pixels of a swath, from the first to below the end.</summary>
internal sealed record SwathPart(Granule Granule, double Done, int First, int End) : RowPart(Granule, Done);

/// <summary>Rows of a table.</summary>
internal sealed record PointPart(Granule Granule, double Done, IReadOnlyList<int> Rows) : RowPart(Granule, Done);
