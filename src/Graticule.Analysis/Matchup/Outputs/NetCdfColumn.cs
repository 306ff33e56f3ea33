using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>A variable along one dimension of a netCDF file that is filled from its beginning to its end, a block at a time.</summary>
/// <param name="name">Of the variable, with its group.</param>
/// <param name="kind">Of its values.</param>
/// <param name="fill">Written where there is no value; NaN where the type has it.</param>
internal sealed class NetCdfColumn(string name, NetCdfKind kind, double fill = double.NaN)
{
    private readonly double[] _numbers = kind is NetCdfKind.Text or NetCdfKind.Int64 ? [] : new double[NetCdfTable.Held];
    private readonly long[] _whole = kind == NetCdfKind.Int64 ? new long[NetCdfTable.Held] : [];
    private readonly string[] _texts = kind == NetCdfKind.Text ? new string[NetCdfTable.Held] : [];

    internal string Name => name;

    internal NetCdfKind Kind => kind;

    /// <summary>Attributes: texts, lists of texts, numbers and lists of numbers (in the type of the variable).</summary>
    internal List<(string Name, object Value)> Attributes { get; } = [];

    /// <summary>For <see cref="NetCdfKind.Text"/>: bytes of the longest one in UTF-8.</summary>
    internal int Longest { get; init; } = 1;

    /// <summary>For numbers that stand for texts: the texts. Few differ in a column, and netCDF writes texts one by one.</summary>
    internal NetCdfTexts? Texts { get; init; }

    /// <summary>Whether what has no value is declared as such.</summary>
    internal bool HasFill { get; init; } = true;

    internal void Set(int row, double number) => _numbers[row] = double.IsNaN(number) ? fill : number;

    internal void Set(int row, long number) => _whole[row] = number;

    internal void Set(int row, string? text)
    {
        if (Texts is null)
        {
            _texts[row] = text ?? "";
        }
        else
        {
            _numbers[row] = Texts.NumberOf(text);
        }
    }

    /// <summary>Declares it.</summary>
    internal void Declare(ArrayFile file, string dimension, params IReadOnlyList<string> options)
    {
        switch (kind)
        {
            case NetCdfKind.Text:
                file.AddTexts(name, dimension, Longest);
                break;
            case NetCdfKind.Int64:
                file.AddWholeNumbers(name, [dimension], options);
                break;
            default:
                file.AddNumbers(name, [dimension], Type, options);
                if (HasFill)
                {
                    file.DeclareNoData(name, fill);
                }

                break;
        }

        foreach (var (attribute, value) in Attributes)
        {
            Note(file, attribute, value);
        }

        Texts?.Declare(file);
    }

    /// <summary>Writes the values that are held.</summary>
    internal void Write(ArrayFile file, long first, int count)
    {
        switch (kind)
        {
            case NetCdfKind.Text:
                file.WriteTexts(name, first, new ArraySegment<string>(_texts, 0, count));
                break;
            case NetCdfKind.Int64:
                file.Write(name, first, _whole.AsSpan(0, count));
                break;
            default:
                file.Write(name, first, _numbers.AsSpan(0, count));
                break;
        }
    }

    private PixelType Type => kind switch
    {
        NetCdfKind.Int16 => PixelType.Int16,
        NetCdfKind.Int32 => PixelType.Int32,
        NetCdfKind.Float32 => PixelType.Float32,
        _ => PixelType.Float64,
    };

    private void Note(ArrayFile file, string attribute, object value)
    {
        switch (value)
        {
            case string text:
                file.Note(name, attribute, text);
                break;
            case double number:
                file.Note(name, attribute, number, Type);
                break;
            case double[] numbers:
                file.Note(name, attribute, numbers, Type);
                break;
            default:
                throw new ArgumentException($"The attribute '{attribute}' is no text and no number.", nameof(value));
        }
    }
}

/// <summary>What the values of a variable are.</summary>
internal enum NetCdfKind
{
    Text,
    Int16,
    Int32,
    Int64,
    Float32,
    Float64,
}
