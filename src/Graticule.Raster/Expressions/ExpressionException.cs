namespace Graticule.Raster.Expressions;

/// <summary>An expression cannot be understood; the message says where and what would be right.</summary>
public sealed class ExpressionException(int column, string message) : Exception($"Column {column}: {message}")
{
    /// <summary>Where, counted from 1; one past the end if something is missing there.</summary>
    public int Column { get; } = column;
}
