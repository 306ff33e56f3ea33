using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>An array as processes see it. Its elements are values of any kind, also <see cref="Lanes"/>.</summary>
/// <param name="Items">The elements; null is nodata.</param>
/// <param name="Labels">Of a labelled array, as many as there are elements; null of a plain one.</param>
public sealed record ArrayValue(IReadOnlyList<object?> Items, IReadOnlyList<Label>? Labels = null)
{
    public int Count => Items.Count;
}
