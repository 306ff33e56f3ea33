using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The bodies of <c>POST /jobs</c>, <c>PATCH /jobs/{id}</c> and <c>POST /result</c>, which have the same members.</summary>
internal static class JobRequest
{
    /// <summary>Members of a job that the server sets.</summary>
    private static readonly string[] Fixed = ["id", "status", "progress", "created", "updated", "queued", "started", "costs", "usage", "links"];

    /// <summary>What to run, and what else was said of it.</summary>
    /// <returns>The members that a job keeps; processing parameters under <c>parameters</c>.</returns>
    /// <exception cref="OpenEoException">What is wrong with the body.</exception>
    public static JsonObject Read(JsonObject body) => body["process"] is null
        ? throw Errors.New("ProcessGraphMissing", "The body must have a member 'process', an object with the process graph as its 'process_graph'.")
        : ReadMembers(body);

    /// <summary>What to change; at least one member.</summary>
    /// <exception cref="OpenEoException">NoDataForUpdate, PropertyNotEditable, or what is wrong with the body.</exception>
    public static JsonObject ReadChange(JsonObject body)
    {
        if (Fixed.FirstOrDefault(body.ContainsKey) is { } member)
        {
            throw Errors.New("PropertyNotEditable", $"The member '{member}' is set by the server and cannot be changed.");
        }

        var change = ReadMembers(body);
        return change.Count > 0
            ? change
            : throw Errors.New("NoDataForUpdate", "Nothing was given that could be changed: process, title, description, log_level or a processing parameter.");
    }

    /// <summary>A process as it is kept: its graph and parameters, and what else is said of it; nothing that could be taken for a reference.</summary>
    /// <exception cref="OpenEoException">ProcessGraphMissing, ProcessGraphInvalid.</exception>
    public static JsonObject ReadProcess(JsonNode? process)
    {
        if (process is not JsonObject members || members["process_graph"] is not JsonObject graph)
        {
            throw Errors.New("ProcessGraphMissing", "A process is an object with a process graph, an object with at least one node, as its 'process_graph'.");
        }

        try
        {
            GraphParser.Parse(graph);
        }
        catch (GraphException exception)
        {
            throw Errors.Of(exception);
        }

        if (members["parameters"] is not (null or JsonArray))
        {
            throw Errors.New("ProcessInvalid", "The 'parameters' of a process must be an array.");
        }

        return new(members.Where(static member => !member.Key.StartsWith('$')).Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private static JsonObject ReadMembers(JsonObject body)
    {
        JsonObject kept = [];
        if (body["process"] is { } process)
        {
            kept["process"] = ReadProcess(process);
        }

        foreach (var name in (string[])["title", "description"])
        {
            if (body.TryGetPropertyValue(name, out var text))
            {
                kept[name] = text is null or JsonValue && text?.GetValueKind() is null or JsonValueKind.String
                    ? text?.DeepClone()
                    : throw Errors.BadRequest($"The member '{name}' must be a text.");
            }
        }

        ReadTerms(body, kept);
        var parameters = ProcessingParameters.Read(body);
        if (parameters.Count > 0)
        {
            kept["parameters"] = parameters;
        }

        return kept;
    }

    /// <summary>Plan, budget and level of the log.</summary>
    private static void ReadTerms(JsonObject body, JsonObject kept)
    {
        if (body["plan"] is { } plan)
        {
            kept["plan"] = Text(plan) is { } name && name.Equals(Words.Plan, StringComparison.OrdinalIgnoreCase)
                ? Words.Plan
                : throw Errors.New("BillingPlanInvalid", $"There is no plan {plan.ToJsonString()}; the only one is '{Words.Plan}'.");
        }

        if (body["budget"] is { } budget)
        {
            kept["budget"] = budget.GetValueKind() == JsonValueKind.Number && budget.GetValue<double>() >= 0
                ? budget.DeepClone()
                : throw Errors.New("BudgetInvalid", "The budget must be a number from 0, or null.");
        }

        if (body["log_level"] is { } level)
        {
            kept["log_level"] = Words.TryReadLevel(Text(level), out _)
                ? level.DeepClone()
                : throw Errors.BadRequest("The member 'log_level' must be 'debug', 'info', 'warning' or 'error'.");
        }
    }

    private static string? Text(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
