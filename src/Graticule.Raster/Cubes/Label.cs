using System.Globalization;

namespace Graticule.Raster.Cubes;

/// <summary>Name of one place along a dimension: a number or a text. A number and a text are never equal.</summary>
public readonly record struct Label
{
    private readonly string? _text;

    public Label(double number) => Number = number;

    public Label(string text) => (_text, Number) = (text, double.NaN);

    public bool IsText => _text is not null;

    /// <summary>NaN for a text.</summary>
    public double Number { get; }

    /// <summary>The text, or the number as JSON has it.</summary>
    public string Text => _text ?? Number.ToString("R", CultureInfo.InvariantCulture);

    public static implicit operator Label(string text) => new(text);

    public static implicit operator Label(double number) => new(number);

    public override string ToString() => Text;
}
