using System.Globalization;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>What values are called in messages.</summary>
public static class Nouns
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"the text '{(text.Length > 60 ? text[..60] + "…" : text)}'",
        double number => string.Create(CultureInfo.InvariantCulture, $"the number {number}"),
        bool truth => truth ? "true" : "false",
        Cube cube => $"a data cube ({cube.Shape})",
        _ => Of(value.GetType()),
    };

    public static string Of(Type type) => type.Name switch
    {
        nameof(Double) => "a number",
        nameof(Boolean) => "true or false",
        nameof(String) => "a text",
        nameof(ArrayValue) => "an array",
        nameof(ObjectValue) => "an object",
        nameof(Callback) => "a process (an object with the member 'process_graph')",
        nameof(Lanes) => "a number",
        _ => "a data cube",
    };
}
