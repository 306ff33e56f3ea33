namespace Graticule.Raster.Cubes;

/// <summary>Weights for a pixel and those around it.</summary>
/// <param name="Weights">Row by row, as many as width x height.</param>
/// <param name="Width">Odd.</param>
/// <param name="Height">Odd.</param>
public sealed record FocalKernel(IReadOnlyList<double> Weights, int Width, int Height)
{
    /// <summary>Multiplies every sum.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>What is taken for pixels beyond the edge.</summary>
    public Border Border { get; init; }

    /// <summary>The number beyond the edge, where <see cref="Border"/> is the constant.</summary>
    public double BorderValue { get; init; }

    /// <summary>Taken for cells that are missing, NaN or infinite.</summary>
    public double Replacement { get; init; }
}
