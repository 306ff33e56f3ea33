namespace Graticule.Raster.Tables;

/// <summary>How the values of a column are stored.</summary>
internal enum ParquetType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>What the values of a column mean, beyond how they are stored.</summary>
internal enum ParquetMeaning
{
    Plain,
    Text,
    UnsignedNumber,
    Date,
    Milliseconds,
    Microseconds,
    Nanoseconds,

    /// <summary>Decimals, times of day, and what is newer than this reader.</summary>
    Other,
}

/// <summary>A column of stored values: a leaf of the tree of columns.</summary>
/// <param name="Name">Names from the top down, with points between.</param>
/// <param name="Type">How values are stored.</param>
/// <param name="Length">Bytes of a value, where all have the same.</param>
/// <param name="Meaning">What values mean.</param>
/// <param name="MostDefinition">The definition level of a value that is there.</param>
/// <param name="MostRepetition">0 for a column with at most one value in a row; 1 for one whose rows have lists of them.</param>
internal sealed record ParquetLeaf(string Name, ParquetType Type, int Length, ParquetMeaning Meaning, int MostDefinition, int MostRepetition)
{
    /// <summary>Whether each row has a number, or none.</summary>
    internal bool IsNumber => MostRepetition == 0 && Meaning is ParquetMeaning.Plain or ParquetMeaning.UnsignedNumber
        && Type is ParquetType.Int32 or ParquetType.Int64 or ParquetType.Float or ParquetType.Double;

    /// <summary>Whether each row has a moment, or none.</summary>
    internal bool IsInstant => MostRepetition == 0
        && (Type == ParquetType.Int96 || Meaning is ParquetMeaning.Date or ParquetMeaning.Milliseconds or ParquetMeaning.Microseconds or ParquetMeaning.Nanoseconds);

    /// <summary>Whether values are bytes: those of texts too, since some writers do not say that they are.</summary>
    internal bool IsBytes => Type is ParquetType.ByteArray or ParquetType.FixedLengthByteArray && Meaning is ParquetMeaning.Plain or ParquetMeaning.Text;
}

/// <summary>Where the values of a leaf lie for one group of rows.</summary>
/// <param name="Codec">Number of the compression.</param>
/// <param name="Values">Number of values, nulls among them.</param>
/// <param name="Offset">Of its first page.</param>
/// <param name="Size">Bytes in the file.</param>
internal sealed record ParquetPlace(int Codec, long Values, long Offset, long Size);

/// <summary>A group of rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Places">Of each leaf, in their order.</param>
internal sealed record ParquetRows(int Rows, IReadOnlyList<ParquetPlace> Places);
