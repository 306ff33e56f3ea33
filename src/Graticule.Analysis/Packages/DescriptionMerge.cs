using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>
/// A description that came with a package, laid over the one that the package's own text implies. What a value is, a file, a folder or
/// JSON, and one or many, is what runs it that knows; everything that is said about it is the description's to say.
/// </summary>
public static class DescriptionMerge
{
    /// <param name="derived">What the text implies.</param>
    /// <param name="given">What came with it; null: nothing.</param>
    /// <exception cref="Graticule.Jobs.ProblemException">InvalidInput with every fault.</exception>
    public static ProcessDescription Over(ProcessDescription derived, JsonObject? given)
    {
        if (given is null)
        {
            return derived;
        }

        var faults = new FaultList();
        var merged = Over(derived, given, faults, "");
        faults.ThrowIfAny("The process description does not fit the package");
        return merged;
    }

    internal static ProcessDescription Over(ProcessDescription derived, JsonObject given, FaultList faults, string pointer)
    {
        var named = given.ContainsKey("id") ? given : new JsonObject([.. given.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())), KeyValuePair.Create<string, JsonNode?>("id", derived.Id)]);
        var read = DescriptionReader.Read(named, faults, pointer);
        return derived with
        {
            Id = read.Id,
            Version = given.ContainsKey("version") ? read.Version : derived.Version,
            Title = given.ContainsKey("title") ? read.Title : derived.Title,
            Description = read.Description ?? derived.Description,
            Keywords = read.Keywords.Count > 0 ? read.Keywords : derived.Keywords,
            Metadata = read.Metadata.Count > 0 ? read.Metadata : derived.Metadata,
            Links = read.Links.Count > 0 ? read.Links : derived.Links,
            AdditionalParameters = read.AdditionalParameters.Count > 0 ? read.AdditionalParameters : derived.AdditionalParameters,
            IsAsyncOnly = read.IsAsyncOnly || derived.IsAsyncOnly,
            Inputs = Over(derived.Inputs, read.Inputs, given["inputs"], faults, FaultList.Below(pointer, "inputs")),
            Outputs = Over(derived.Outputs, read.Outputs, given["outputs"], faults, FaultList.Below(pointer, "outputs")),
        };
    }

    private static List<Parameter> Over(IReadOnlyList<Parameter> derived, IReadOnlyList<Parameter> given, JsonNode? text, FaultList faults, string pointer)
    {
        foreach (var stranger in given.Where(one => derived.All(known => known.Name != one.Name)))
        {
            faults.Add(
                FaultList.Below(pointer, stranger.Name),
                $"The package's text has no parameter '{stranger.Name}'; it has: {string.Join(", ", derived.Select(known => known.Name))}.");
        }

        return [.. derived.Select(known => given.FirstOrDefault(one => one.Name == known.Name) is { } found
            ? Over(known, found, (text as JsonObject)?[known.Name] as JsonObject ?? [], faults, FaultList.Below(pointer, known.Name))
            : known)];
    }

    private static Parameter Over(Parameter derived, Parameter given, JsonObject text, FaultList faults, string pointer)
    {
        if (given.MinOccurs > 0 && derived.MinOccurs == 0 && !text.ContainsKey("minOccurs"))
        {
            given = given with { MinOccurs = 0 };
        }

        if (given.MinOccurs == 0 && derived.MinOccurs > 0 && !given.Schema.ContainsKey("default"))
        {
            faults.Add(FaultList.Below(pointer, "minOccurs"), $"The parameter '{given.Name}' cannot be left out: the package's text has no default for it.");
        }

        var isPlain = !derived.IsFile && !derived.IsFolder;
        return derived with
        {
            Title = text.ContainsKey("title") ? given.Title : derived.Title,
            Description = given.Description ?? derived.Description,
            MinOccurs = text.ContainsKey("minOccurs") ? given.MinOccurs : derived.MinOccurs,
            MaxOccurs = derived.IsList && text.ContainsKey("maxOccurs") && given.MaxOccurs is > 1 ? given.MaxOccurs : derived.MaxOccurs,
            Schema = isPlain && !derived.IsList && given.Schema.Count > 0 ? WithDefault(given.Schema, derived.Schema) : derived.Schema,
            MediaTypes = derived.IsFile && given.IsFile ? given.MediaTypes : derived.MediaTypes,
            Metadata = given.Metadata.Count > 0 ? given.Metadata : derived.Metadata,
            AdditionalParameters = given.AdditionalParameters.Count > 0 ? given.AdditionalParameters : derived.AdditionalParameters,
        };
    }

    private static JsonObject WithDefault(JsonObject given, JsonObject derived)
    {
        if (given.ContainsKey("default") || derived["default"] is not { } value)
        {
            return given;
        }

        var made = given.DeepClone().AsObject();
        made["default"] = value.DeepClone();
        return made;
    }
}
