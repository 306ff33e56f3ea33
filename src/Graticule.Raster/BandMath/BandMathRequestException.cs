namespace Graticule.Raster.BandMath;

/// <summary>A part of a request does not fit with the others; the message says what would be right.</summary>
public sealed class BandMathRequestException(string part, string message) : Exception(message)
{
    /// <summary>The property of <see cref="BandMathRequest"/> that is wrong.</summary>
    public string Part { get; } = part;
}
