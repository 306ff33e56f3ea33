namespace Graticule.Raster.Gdal;

/// <summary>One column of a vector layer.</summary>
/// <param name="Name">Unique in its layer.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record VectorColumn(string Name, VectorColumnKind Kind);

internal enum VectorColumnKind
{
    Number,
    Whole,
    Truth,
    Text,
}

/// <summary>One feature of a vector layer.</summary>
/// <param name="Geometry">Well-known binary; null: none.</param>
/// <param name="Values">One for each column: a double, a bool, a text or null.</param>
/// <param name="Id">The number that the file gives it.</param>
internal sealed record VectorRow(byte[]? Geometry, IReadOnlyList<object?> Values, string? Id);

/// <summary>One layer of a vector file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="ReferenceSystem">A name or WKT; null: the file says none.</param>
/// <param name="Columns">The fields.</param>
/// <param name="Rows">The features.</param>
internal sealed record VectorTable(string Name, string? ReferenceSystem, IReadOnlyList<VectorColumn> Columns, IReadOnlyList<VectorRow> Rows);
