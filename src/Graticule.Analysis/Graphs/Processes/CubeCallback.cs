using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>A process over a part of a cube, which must leave the part's dimensions as they are.</summary>
internal sealed class CubeCallback(Callback callback, object? context, GraphRun run)
{
    /// <summary>What the process makes of a part.</summary>
    /// <exception cref="GraphException"><c>DataCubePropertiesImmutable</c>.</exception>
    internal Cube Apply(Cube part)
    {
        var made = callback.Invoke(run, ("data", part), ("context", context)) as Cube;
        return made is not null && HasSame(made.Shape, part.Shape) ? made : throw new GraphException(
            "DataCubePropertiesImmutable", $"The process must give a data cube with the dimensions and labels that it got ({part.Shape}), not {Nouns.Of(made)}.")
        { Parameter = "process" };
    }

    private static bool HasSame(CubeShape made, CubeShape part) =>
        made.Dimensions.Length == part.Dimensions.Length
        && made.Dimensions.Zip(part.Dimensions).All(pair => pair.First.Name == pair.Second.Name && pair.First.Type == pair.Second.Type && pair.First.Count == pair.Second.Count);
}
