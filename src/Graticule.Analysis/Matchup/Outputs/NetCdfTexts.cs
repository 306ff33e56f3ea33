using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>The different texts of a column, in the order in which they come; rows have their numbers.</summary>
/// <param name="name">Of the column that has the numbers; the texts stand in <c>{name}_names</c>.</param>
/// <param name="meaning">What a text is.</param>
internal sealed class NetCdfTexts(string name, string meaning)
{
    /// <summary>Declared beforehand; no table of names is longer.</summary>
    private const int Most = 1 << 24;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private string Table => name + "_names";

    internal int NumberOf(string? text)
    {
        if (!_numbers.TryGetValue(text ?? "", out var number))
        {
            number = _numbers.Count;
            _numbers.Add(text ?? "", number);
        }

        return number;
    }

    internal void Declare(ArrayFile file)
    {
        file.AddDimension(Table, Most, isUnlimited: true);
        file.AddTexts(Table, Table);
        file.Note(Table, "long_name", string.Create(CultureInfo.InvariantCulture, $"{meaning}, by the numbers in {name}"));
    }

    internal void Write(ArrayFile file)
    {
        if (_numbers.Count > 0)
        {
            file.WriteTexts(Table, 0, [.. _numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        }
    }
}
