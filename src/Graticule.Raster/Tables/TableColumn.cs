namespace Graticule.Raster.Tables;

/// <summary>A column of a table. Any of its values may be null.</summary>
/// <param name="Name">Unique in its table.</param>
/// <param name="Type">Of its values.</param>
public sealed record TableColumn(string Name, ColumnType Type);

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary><see cref="bool"/>.</summary>
    Truth,

    /// <summary><see cref="long"/>.</summary>
    WholeNumber,

    /// <summary><see cref="double"/>; NaN is a number, and not null.</summary>
    Number,

    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="DateTimeOffset"/>, to the millisecond.</summary>
    Instant,

    /// <summary>An array of <see cref="byte"/>.</summary>
    Bytes,
}
