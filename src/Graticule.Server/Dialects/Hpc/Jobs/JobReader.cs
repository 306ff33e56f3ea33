using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// A job as a caller asks for it, checked: every fault is told at its place in the request. What is read has a name for everything, in
/// camelCase, with files by their ids.
/// </summary>
internal sealed class JobReader(HpcRequest request)
{
    private const int MostAnalyses = 50;
    private const int LongestName = 255;
    private const int LongestDescription = 20_000;

    private readonly AnalysisReader _analyses = new(request);

    /// <param name="input">The body of the request.</param>
    /// <param name="before">The job that is changed: what the body does not name stays; null: a new one.</param>
    /// <exception cref="HpcException">400 with all faults.</exception>
    public JsonObject Read(InputObject input, JsonObject? before)
    {
        JsonObject job = new()
        {
            ["name"] = before is null || input.Has("name") ? input.RequiredText("name", LongestName) : before["name"]!.DeepClone(),
            ["description"] = input.Has("description") ? input.Text("description", LongestDescription) : before?["description"]?.DeepClone(),
            ["projectId"] = input.Has("projectId") ? ReadProject(input) : before?["projectId"]?.DeepClone(),
            ["isLowPriority"] = Flag(input, before, "isLowPriority"),
            ["jobanalyses"] = before is null || input.Has("jobanalyses") ? ReadAnalyses(input) : before["jobanalyses"]!.DeepClone(),
            ["paramFile"] = Reference(input, before, "paramFile"),
            ["caseFile"] = Reference(input, before, "caseFile"),
            ["includeNominalRun"] = Flag(input, before, "includeNominalRun"),
            ["isTemplateDryRun"] = Flag(input, before, "isTemplateDryRun"),
            ["customFields"] = input.Has("customFields") ? input.Object("customFields")?.Content.DeepClone() : before?["customFields"]?.DeepClone() ?? new JsonObject(),
        };
        JobMembers.Copy(input, before, job, JobMembers.Labels);
        JobMembers.Copy(input, before, job, JobMembers.Settings);
        input.Faults.ThrowIfAny();
        return job;
    }

    /// <summary>Whether two jobs ask for the same computation, whatever they are called.</summary>
    public static bool AskTheSame(JsonObject one, JsonObject other) => JsonNode.DeepEquals(Computation(one), Computation(other));

    internal static JsonNode? Reference(InputObject input, JsonObject? before, string name, FileLibrary library, string owner)
    {
        if (!input.Has(name))
        {
            return before?[name]?.DeepClone();
        }

        var id = input.Raw(name) is JsonObject ? input.Object(name)!.RequiredText("id") : input.Text(name);
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        if (library.Find([id]) is [{ DeletedAt: null } file] && file.IsVisibleTo(owner))
        {
            return new JsonObject { ["id"] = id };
        }

        input.Refuse(input.Raw(name) is JsonObject ? $"{name}/id" : name, MissingFile(id));
        return null;
    }

    internal static string MissingFile(string id) => $"Invalid pk \"{id}\" - object does not exist.";

    private static JsonObject Computation(JsonObject job)
    {
        var copy = job.DeepClone().AsObject();
        foreach (var label in JobMembers.Labels.Select(label => label.Name).Concat(["name", "description", "projectId", "customFields"]))
        {
            copy.Remove(label);
        }

        return copy;
    }

    private static bool Flag(InputObject input, JsonObject? before, string name) =>
        (input.Has(name) ? input.Flag(name) : before?[name]?.GetValue<bool>()) ?? false;

    private JsonNode? Reference(InputObject input, JsonObject? before, string name) => Reference(input, before, name, request.Parts.Library, request.Owner);

    private string? ReadProject(InputObject input)
    {
        var id = input.Text("projectId");
        if (id is null || request.Parts.Configuration.FindProject(request.Owner, id) is not null)
        {
            return id;
        }

        input.Refuse("projectId", $"There is no project '{id}' for this caller; GET users/me/projects/ lists them.");
        return null;
    }

    private JsonArray ReadAnalyses(InputObject input)
    {
        if (input.Raw("jobanalyses") is null)
        {
            input.Refuse("jobanalyses", "This field is required.");
            return [];
        }

        var analyses = input.Objects("jobanalyses");
        if (input.Raw("jobanalyses") is JsonArray { Count: 0 or > MostAnalyses })
        {
            input.Refuse("jobanalyses", $"A job has 1 to {MostAnalyses} analyses.");
        }

        return [.. analyses.Select(_analyses.Read)];
    }
}
