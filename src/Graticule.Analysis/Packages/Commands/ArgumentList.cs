using System.Text.RegularExpressions;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>
/// The arguments after the entry point: a list of words that no shell reads. By the unit's bindings where it has some for inputs, else
/// by patterns: those of all inputs, then those of all outputs. A parameter without a pattern has <c>-name value</c>; an input that
/// shares its name with an output follows that output's path.
/// </summary>
internal static partial class ArgumentList
{
    private const string Usual = "-name value";

    /// <param name="process">What is run.</param>
    /// <param name="unit">How.</param>
    /// <param name="inputs">Values of inputs.</param>
    /// <param name="outputs">Path of each output's file, inside the container.</param>
    public static IReadOnlyList<string> Build(ProcessDescription process, CommandUnit unit, InputWords inputs, IReadOnlyDictionary<string, string> outputs) =>
        unit.InputBindings.Count > 0
            ? [.. ByBindings(process, unit, inputs), .. process.Outputs.Where(HasPattern).SelectMany(output => OfOutput(output, inputs, outputs))]
            : [.. process.Inputs.SelectMany(input => OfInput(process, input, inputs)), .. process.Outputs.Where(output => IsPassed(output, unit)).SelectMany(output => OfOutput(output, inputs, outputs))];

    /// <summary>Whether the command is told where to write an output; else it is looked for.</summary>
    public static bool IsPassed(Parameter output, CommandUnit unit) =>
        HasPattern(output) || (unit.InputBindings.Count == 0 && !unit.Globs.ContainsKey(output.Name) && unit.IsSlurm);

    private static bool HasPattern(Parameter parameter) => AdditionalText.Of(parameter.AdditionalParameters, "pattern") is not null;

    private static IEnumerable<string> OfInput(ProcessDescription process, Parameter input, InputWords inputs)
    {
        var usual = process.Outputs.Any(output => output.Name == input.Name) ? "" : Usual;
        var pattern = AdditionalText.Of(input.AdditionalParameters, "pattern") ?? usual;
        var values = inputs.Of(input.Name);
        if (values.Count == 0 || string.IsNullOrWhiteSpace(pattern))
        {
            return [];
        }

        var ofList = AdditionalText.Of(input.AdditionalParameters, "array-pattern");
        return input.IsList ? Pattern.FillAll(ofList ?? pattern, input.Name, values) : Pattern.Fill(pattern, input.Name, values[0], name => One(inputs.Of(name)));
    }

    private static IEnumerable<string> OfOutput(Parameter output, InputWords inputs, IReadOnlyDictionary<string, string> outputs)
    {
        var follows = inputs.Of(output.Name).Count > 0 ? $" inputs_{output.Name}_value" : "";
        return Pattern.Fill(AdditionalText.Of(output.AdditionalParameters, "pattern") ?? Usual + follows, output.Name, outputs[output.Name], name => One(inputs.Of(name)));
    }

    private static IEnumerable<string> ByBindings(ProcessDescription process, CommandUnit unit, InputWords inputs) => process.Inputs
        .Where(input => unit.InputBindings.ContainsKey(input.Name))
        .OrderBy(input => unit.InputBindings[input.Name].Position)
        .SelectMany(input => ByBinding(unit.InputBindings[input.Name], inputs.Of(input.Name), inputs));

    private static List<string> ByBinding(InputBinding binding, IReadOnlyList<string> values, InputWords inputs)
    {
        if (values.Count == 0)
        {
            return [];
        }

        if (binding.ValueFrom is { } text)
        {
            values = [Mention().Replace(text, match => match.Groups["input"].Success ? One(inputs.Of(match.Groups["input"].Value)) ?? "" : values[0])];
        }
        else if (values is ["true" or "false"] && binding.Prefix is { } flag)
        {
            return values[0] == "true" ? [flag] : [];
        }

        IReadOnlyList<string> words = binding.ItemSeparator is { } separator ? [string.Join(separator, values)] : values;
        return binding.Prefix switch
        {
            null or "" => [.. words],
            { } joined when joined.EndsWith('=') => [.. words.Select(word => joined + word)],
            { } prefix => [prefix, .. words],
        };
    }

    private static string? One(IReadOnlyList<string> values) => values.Count > 0 ? values[0] : null;

    [GeneratedRegex(@"\$\(\s*(self|inputs\.(?<input>[A-Za-z0-9_-]+))(\.path)?\s*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
