using System.Globalization;

namespace Graticule.Raster.Gdal;

/// <summary>What the elements of an array are.</summary>
internal enum ArrayContent
{
    Numbers,

    /// <summary>Texts of any length; an array of characters counts as one, its last dimension being the length.</summary>
    Texts,

    /// <summary>What is not read: compounds, complex numbers.</summary>
    Others,
}

/// <summary>An array of a file, as the file describes it.</summary>
/// <param name="Name">With the names of its groups before it, parted by slashes; without a leading slash.</param>
/// <param name="Content">What its elements are.</param>
/// <param name="SampleType">GDAL's number of the type of the numbers as the file has them; 0 for others.</param>
/// <param name="Dimensions">The last one is the fastest.</param>
/// <param name="Blocks">Elements along each dimension that are stored, and decoded, together; 0 where the file has no blocks.</param>
/// <param name="Attributes">All that the file has, packing included.</param>
internal sealed record ArrayInfo(
    string Name,
    ArrayContent Content,
    int SampleType,
    IReadOnlyList<ArrayDimension> Dimensions,
    IReadOnlyList<long> Blocks,
    IReadOnlyDictionary<string, ArrayAttribute> Attributes)
{
    /// <summary>The name without groups.</summary>
    internal string PlainName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Number of elements; <see cref="long.MaxValue"/> where there are more.</summary>
    internal long Count => Dimensions.Aggregate(1L, (product, dimension) => dimension.Size == 0 ? 0 : product > long.MaxValue / dimension.Size ? long.MaxValue : product * dimension.Size);

    /// <summary>Text of an attribute; null where there is none, or it is empty.</summary>
    internal string? TextOf(string attribute) => Attributes.GetValueOrDefault(attribute)?.Text is { Length: > 0 } text ? text : null;

    /// <summary>First number of an attribute; null where it is none.</summary>
    internal double? NumberOf(string attribute) => Attributes.GetValueOrDefault(attribute)?.Numbers is [var number, ..] ? number : null;
}

/// <summary>A dimension of an array. Arrays of one file that lie along a dimension of the same name share it.</summary>
internal readonly record struct ArrayDimension(string Name, long Size);

/// <summary>A fact about an array or a file: a text, or numbers.</summary>
/// <param name="Text">As text, whatever it is; several values are parted by commas.</param>
/// <param name="Numbers">None where it is text that is no number.</param>
/// <param name="SampleType">GDAL's number of the type of the numbers as the file has them; 0 for texts.</param>
internal sealed record ArrayAttribute(string Text, IReadOnlyList<double> Numbers, int SampleType)
{
    /// <summary>Whether the file has it as text.</summary>
    internal bool IsText => SampleType == 0;

    internal static ArrayAttribute Of(string text) =>
        new(text, double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? [number] : [], 0);

    internal static ArrayAttribute Of(int sampleType, params IReadOnlyList<double> numbers) =>
        new(string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))), numbers, sampleType);
}
