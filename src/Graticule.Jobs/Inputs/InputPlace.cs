using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Inputs;

/// <summary>One reference among a job's inputs, and where it stands.</summary>
/// <param name="Parameter">The input that it is a value of.</param>
/// <param name="Reference">What it refers to.</param>
/// <param name="Pointer">JSON Pointer to it in the request, such as <c>/inputs/il/0</c>.</param>
/// <param name="FileName">Name for its file, unique within the job, without an extension; made of the parameter's name alone.</param>
/// <param name="Put">Puts a value in its place.</param>
internal sealed record InputPlace(Parameter Parameter, InputReference Reference, string Pointer, string FileName, Action<JsonNode?> Put)
{
    public static IReadOnlyList<InputPlace> FindAll(JsonObject inputs, ProcessDescription process)
    {
        List<InputPlace> places = [];
        foreach (var parameter in process.Inputs)
        {
            var pointer = $"/inputs/{parameter.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            var value = inputs[parameter.Name];
            if (InputReference.TryRead(value, out var reference))
            {
                places.Add(new(parameter, reference, pointer, FileNameOf(parameter, 0, places), put => inputs[parameter.Name] = put));
            }
            else if (value is JsonArray list)
            {
                places.AddRange(InList(list, parameter, pointer, places));
            }
        }

        return places;
    }

    /// <summary>Whether the process gets a path rather than a value.</summary>
    public bool IsPath => Parameter.IsFile || Parameter.IsFolder;

    /// <summary>The same problem, said of this place.</summary>
    public ProblemException Name(ProblemException exception) =>
        new(exception.Problem with { Message = $"{Pointer}: {exception.Problem.Message}", Subject = Pointer }, exception);

    private static List<InputPlace> InList(JsonArray list, Parameter parameter, string pointer, IReadOnlyList<InputPlace> before)
    {
        List<InputPlace> places = [];
        for (var index = 0; index < list.Count; index++)
        {
            if (InputReference.TryRead(list[index], out var reference))
            {
                var at = index;
                places.Add(new(parameter, reference, $"{pointer}/{at}", FileNameOf(parameter, at, before), put => list[at] = put));
            }
        }

        return places;
    }

    private static string FileNameOf(Parameter parameter, int index, IReadOnlyList<InputPlace> before)
    {
        var plain = string.Concat(parameter.Name.Take(40).Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));
        var name = string.Create(CultureInfo.InvariantCulture, $"{plain}-{index}");
        return before.Any(place => place.FileName == name) ? string.Create(CultureInfo.InvariantCulture, $"{name}-{before.Count}") : name;
    }
}
