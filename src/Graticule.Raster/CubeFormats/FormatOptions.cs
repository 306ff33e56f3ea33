using System.Globalization;

namespace Graticule.Raster.CubeFormats;

/// <summary>Options as they were asked for, checked one by one against the parameters of their format.</summary>
internal sealed class FormatOptions
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<FormatParameter> _parameters;

    /// <exception cref="CubeFormatException">There is no such parameter, or it cannot have that value.</exception>
    internal FormatOptions(CubeFormat format, IReadOnlyDictionary<string, object?> options)
    {
        _parameters = format.Parameters;
        foreach (var (name, value) in options)
        {
            var parameter = format.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw Fault($"{format.Name} has no option '{name}'; {Known(format)}.");
            if (value is not null)
            {
                _values[parameter.Name] = Checked(parameter, value);
            }
        }
    }

    /// <summary>Whether it was given, and not as null.</summary>
    internal bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The text, in its usual capitals, or the parameter's default; null where there is neither.</summary>
    internal string? Text(string name) => (string?)Value(name);

    internal bool Truth(string name) => (bool)Value(name)!;

    internal int Integer(string name) => Convert.ToInt32(Value(name), CultureInfo.InvariantCulture);

    internal double? Number(string name) => (double?)Value(name);

    private object? Value(string name) => _values.TryGetValue(name, out var value) ? value : _parameters.First(parameter => parameter.Name == name).Default;

    private static string Known(CubeFormat format) => format.Parameters.Count == 0
        ? "it has none"
        : $"it has: {string.Join(", ", format.Parameters.Select(parameter => parameter.Name))}";

    private static object Checked(FormatParameter parameter, object value) => (parameter.Type, value) switch
    {
        ("boolean", bool) => value,
        ("number", double number) when IsWithin(parameter, number) => number,
        ("integer", double number) when number == Math.Floor(number) && IsWithin(parameter, number) => (int)number,
        ("string", string text) when parameter.Values.Count == 0 => text,
        ("string", string text) when parameter.Values.FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) is { } known => known,
        _ => throw Fault($"The option '{parameter.Name}' must be {Expected(parameter)}, not {Shown(value)}."),
    };

    private static bool IsWithin(FormatParameter parameter, double number) =>
        number >= (parameter.Minimum ?? double.NegativeInfinity) && number <= (parameter.Maximum ?? double.PositiveInfinity);

    private static string Expected(FormatParameter parameter) => parameter.Type switch
    {
        "boolean" => "true or false",
        "string" when parameter.Values.Count > 0 => $"one of {string.Join(", ", parameter.Values)}",
        "string" => "a text",
        var type => (type == "integer" ? "a whole number" : "a number") + (parameter.Minimum, parameter.Maximum) switch
        {
            ({ } least, { } most) => FormattableString.Invariant($" from {least} to {most}"),
            _ => "",
        },
    };

    private static string Shown(object value) => value switch
    {
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "something else",
    };

    private static CubeFormatException Fault(string message) => new(CubeFormatException.Invalid, message);
}
