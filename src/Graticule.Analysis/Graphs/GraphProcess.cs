namespace Graticule.Analysis.Graphs;

/// <summary>
/// One process that graphs may call: its id, and what it does with its arguments. Its definition is <c>Specs/{id}.json</c>.
/// </summary>
/// <remarks>
/// Values are: null (nodata), <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, <see cref="ArrayValue"/>,
/// <see cref="ObjectValue"/>, <see cref="Callback"/>, <see cref="Raster.Cubes.Cube"/> and, in callbacks over pixels, <see cref="Lanes"/>.
/// </remarks>
/// <param name="Id">As openEO has it.</param>
/// <param name="Apply">Computes the value; throws <see cref="GraphException"/>.</param>
public sealed record GraphProcess(string Id, Func<Arguments, object?> Apply)
{
    /// <summary>Whether it takes <see cref="Lanes"/> wherever it takes a number or a truth, alone or as the elements of an array.</summary>
    public bool TakesLanes { get; init; }
}
