using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>
/// The additional parameters <c>pattern</c> and <c>array-pattern</c> of inputs and outputs: what each puts on the command line.
/// <c>value</c> and <c>__value__</c> stand for the value, <c>inputs_NAME_value</c> for that of another input; an empty one leaves the input to
/// such a mention, or to the output of the same name.
/// </summary>
internal static class PatternLint
{
    private const string Before = "inputs_";
    private const string After = "_value";

    public static void Check(ProcessDescription process, string pointer, FaultList faults)
    {
        HashSet<string> mentioned = new(StringComparer.Ordinal);
        var inputs = process.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, place) in All(process, pointer))
        {
            foreach (var pattern in Patterns(parameter, place, faults))
            {
                foreach (var name in Mentions(pattern))
                {
                    mentioned.Add(name);
                    if (!inputs.Contains(name))
                    {
                        faults.Add(place, $"The pattern '{pattern}' mentions the input '{name}', which there is not.");
                    }
                }

                if (pattern.Trim().Length > 0 && !Words(pattern).Any(IsValue))
                {
                    faults.Add(place, $"The pattern '{pattern}' has no word 'value' or '__value__', so the value would not reach the command; an empty pattern leaves it out on purpose.");
                }
            }
        }

        foreach (var input in process.Inputs.Where(input => IsEmpty(input) && !mentioned.Contains(input.Name) && process.Outputs.All(output => output.Name != input.Name)))
        {
            faults.Add(FaultList.Below($"{pointer}/inputs", input.Name), $"The pattern of '{input.Name}' is empty and no other mentions '{Before}{input.Name}{After}', so the value would not reach the command.");
        }
    }

    private static IEnumerable<(Parameter Parameter, string Place)> All(ProcessDescription process, string pointer) =>
        process.Inputs.Select(input => (input, FaultList.Below($"{pointer}/inputs", input.Name)))
            .Concat(process.Outputs.Select(output => (output, FaultList.Below($"{pointer}/outputs", output.Name))));

    private static List<string> Patterns(Parameter parameter, string place, FaultList faults)
    {
        List<string> patterns = [];
        foreach (var one in parameter.AdditionalParameters.Where(one => one.Name is "pattern" or "array-pattern"))
        {
            if (one.Values is [var value] && JsonMembers.TextOf(value) is { } text)
            {
                patterns.Add(text);
            }
            else
            {
                faults.Add(place, $"The parameter '{one.Name}' must be a text such as '-name value'.");
            }
        }

        return patterns;
    }

    private static bool IsEmpty(Parameter input) => input.AdditionalParameters.FirstOrDefault(one => one.Name == "pattern") is { Values: [var value] }
        && JsonMembers.TextOf(value) is { } text && text.Trim().Length == 0;

    private static IEnumerable<string> Mentions(string pattern) => Words(pattern)
        .Where(word => word.Length > Before.Length + After.Length && word.StartsWith(Before, StringComparison.Ordinal) && word.EndsWith(After, StringComparison.Ordinal))
        .Select(word => word[Before.Length..^After.Length]);

    private static bool IsValue(string word) =>
        word.Contains("value", StringComparison.Ordinal);

    private static string[] Words(string pattern) => pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
