using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Checks one graph: the nodes that can refer to each other. The graphs of callbacks are levels of their own.</summary>
/// <param name="run">The check that this is a part of.</param>
/// <param name="graph">Nodes by id.</param>
/// <param name="scope">What <c>from_parameter</c> can refer to.</param>
/// <param name="path">The nodes around the graph.</param>
/// <param name="depth">1 for the outermost graph.</param>
internal sealed class LevelCheck(CheckRun run, JsonObject graph, ParameterScope scope, IReadOnlyList<GraphPlace> path, int depth)
{
    private readonly Dictionary<string, ProcessSpec> _specs = new(StringComparer.Ordinal);

    internal void Check()
    {
        if (depth > run.Limits.MostLevels)
        {
            var most = run.Limits.MostLevels.ToString(CultureInfo.InvariantCulture);
            run.Add(new("ProcessGraphComplexity", $"Processes are nested more than {most} deep.") { Path = path });
            return;
        }

        if (!run.TakeNodes(graph.Count))
        {
            return;
        }

        foreach (var (id, node) in graph.TakeWhile(_ => !run.IsFull))
        {
            CheckForm(id, node);
        }

        CheckResult();
        foreach (var (id, node) in graph.TakeWhile(_ => !run.IsFull))
        {
            if (node is JsonObject members && (members["arguments"] as JsonObject ?? []) is var arguments)
            {
                CheckReferences(id, arguments);
                CheckArguments(id, arguments);
            }
        }

        CheckCircles();
    }

    private void CheckForm(string id, JsonNode? node)
    {
        if (node is not JsonObject members || Text(members["process_id"]) is not { } process)
        {
            Add(id, "ProcessGraphInvalid", $"The node '{id}' must be an object with the text 'process_id'.");
            return;
        }

        if (members["arguments"] is not (null or JsonObject))
        {
            Add(id, "ProcessGraphInvalid", $"The 'arguments' of the node '{id}' must be an object.");
        }

        if (members["namespace"] is not null && Text(members["namespace"]) is null)
        {
            Add(id, "ProcessGraphInvalid", $"The 'namespace' of the node '{id}' must be a text or null.");
            return;
        }

        if (members["result"]?.GetValueKind() is not (null or JsonValueKind.True or JsonValueKind.False))
        {
            Add(id, "ProcessGraphInvalid", $"The 'result' of the node '{id}' must be true or false.");
        }

        var (spec, fault) = run.Processes.Find(process, Text(members["namespace"]));
        if (spec is not null)
        {
            _specs.Add(id, spec);
        }
        else
        {
            Add(id, fault!.Code, fault.Text);
        }
    }

    private void CheckResult()
    {
        var results = graph.Where(node => node.Value is JsonObject members && members["result"]?.GetValueKind() == JsonValueKind.True).Select(node => node.Key).ToList();
        if (results.Count == 0)
        {
            run.Add(new("ResultNodeMissing", "One node of the graph must be marked with \"result\": true.") { Path = path });
        }
        else if (results.Count > 1)
        {
            run.Add(new("ProcessGraphInvalid", $"Only one node of a graph can be its result, not {string.Join(" and ", results)}.") { Path = path });
        }
    }

    private void CheckReferences(string id, JsonObject arguments)
    {
        foreach (var reference in Reference.In(arguments).TakeWhile(_ => !run.IsFull))
        {
            if (Reference.Node(reference) is { } node && !graph.ContainsKey(node))
            {
                var hint = NearestName.Hint(node, [.. graph.Select(other => other.Key)]);
                Add(id, "ProcessGraphInvalid", $"The node '{id}' refers to the node '{node}', which is not there{hint}");
            }
            else if (Reference.Parameter(reference) is { } parameter && scope.Find(parameter) is null)
            {
                var hint = NearestName.Hint(parameter, [.. scope.Names.Distinct(StringComparer.Ordinal)]);
                Add(id, "ProcessParameterMissing", $"The node '{id}' refers to the parameter '{parameter}', which is not there{hint}", parameter);
            }
        }
    }

    private void CheckArguments(string id, JsonObject arguments)
    {
        var spec = _specs.GetValueOrDefault(id);
        if (spec?.Parameters is { } parameters)
        {
            var values = new ValueCheck(Known, run.Names);
            foreach (var name in arguments.Select(argument => argument.Key).Where(name => spec.Find(name) is null).TakeWhile(_ => !run.IsFull))
            {
                var hint = NearestName.Hint(name, [.. parameters.Select(parameter => parameter.Name)]);
                Add(id, "ProcessParameterUnsupported", $"The process '{spec.Id}' has no parameter '{name}'{hint}", name);
            }

            foreach (var parameter in parameters)
            {
                CheckArgument(id, spec, parameter, arguments, values);
            }
        }

        foreach (var (name, value) in arguments)
        {
            CheckCallbacks(id, value, spec?.Find(name)?.Schema);
        }
    }

    /// <summary>Null counts as left out where the schema has no null.</summary>
    private void CheckArgument(string id, ProcessSpec spec, ProcessParameter parameter, JsonObject arguments, ValueCheck values)
    {
        var isGiven = arguments.TryGetPropertyValue(parameter.Name, out var value);
        if (isGiven && value is null && !parameter.Schema.Alternatives.Any(alternative => alternative.Allows("null")))
        {
            isGiven = false;
        }

        if (!isGiven)
        {
            if (!parameter.IsOptional)
            {
                Add(id, "ProcessParameterRequired", $"The process '{spec.Id}' needs the parameter '{parameter.Name}': {SchemaNouns.Of(parameter.Schema)}.", parameter.Name);
            }

            return;
        }

        // Any value can be saved, though the definition speaks of cubes only: a number or an array is saved as JSON.
        if (spec.Id == "save_result" && parameter.Name == "data")
        {
            return;
        }

        if (values.Check(value, parameter.Schema) is { } misfit)
        {
            Add(id, misfit.Code, $"The parameter '{parameter.Name}{misfit.Part}' of '{spec.Id}' {misfit.Text}{(misfit.Text[^1] is '.' or '?' ? "" : ".")}", parameter.Name);
        }
    }

    /// <summary>Checks processes that are given as arguments, or within arguments.</summary>
    private void CheckCallbacks(string id, JsonNode? value, ValueSchema? schema)
    {
        IReadOnlyList<ValueSchema> alternatives = [.. schema?.Alternatives ?? []];
        switch (value)
        {
            case JsonObject members when members["process_graph"] is JsonObject callback:
                var known = alternatives.FirstOrDefault(alternative => alternative.Subtype == "process-graph")?.Parameters;
                var parameters = (known ?? []).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
                new LevelCheck(run, callback, new(parameters, scope) { IsOpen = known is null }, [.. path, Place(id)], depth + 1).Check();
                break;
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    CheckCallbacks(id, member, FirstOf(alternatives, one => one.Properties.GetValueOrDefault(name) ?? one.AdditionalProperties));
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    CheckCallbacks(id, item, FirstOf(alternatives, one => one.Items));
                }

                break;
            default:
                break;
        }
    }

    private static ValueSchema? FirstOf(IEnumerable<ValueSchema> alternatives, Func<ValueSchema, ValueSchema?> part) =>
        alternatives.Select(part).FirstOrDefault(schema => schema is not null);

    private void CheckCircles()
    {
        var needs = graph.ToDictionary(
            node => node.Key,
            node => Reference.In((node.Value as JsonObject)?["arguments"]).Select(Reference.Node).OfType<string>().Where(graph.ContainsKey).ToList(),
            StringComparer.Ordinal);
        foreach (var circle in Circles.In(needs))
        {
            Add(circle[0], "ProcessGraphInvalid", circle.Count == 1
                ? $"The node '{circle[0]}' needs its own value."
                : $"The nodes {string.Join(", ", circle)} need each other's values.");
        }
    }

    private ValueSchema? Known(JsonObject reference) => (Reference.Node(reference), Reference.Parameter(reference)) switch
    {
        ({ } node, _) => _specs.GetValueOrDefault(node)?.Returns,
        (_, { } parameter) => scope.Find(parameter)?.Schema,
        _ => null,
    };

    private void Add(string id, string code, string message, string? parameter = null) =>
        run.Add(new(code, message) { Path = [.. path, Place(id)], Parameter = parameter });

    private GraphPlace Place(string id) => new(id, (graph[id] as JsonObject) is { } members ? Text(members["process_id"]) ?? "" : "");

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
