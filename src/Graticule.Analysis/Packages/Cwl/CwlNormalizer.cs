using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Brings processes into one form: inputs, outputs, steps, requirements and hints as lists, ids and references short, types complete in
/// themselves. What is not understood stays as it is, for the lint to speak of.
/// </summary>
internal sealed class CwlNormalizer(CwlFaults faults, CwlLimits limits)
{
    /// <param name="process">Changed.</param>
    /// <param name="id">Id that references in the process may begin with.</param>
    /// <param name="outer">Types of the process around it; null: there is none.</param>
    public void Normalize(JsonObject process, string id, CwlTypes? outer)
    {
        foreach (var name in (string[])["$namespaces", "$schemas", "schemas", "$graph", "$base"])
        {
            process.Remove(name);
        }

        var types = new CwlTypes(faults, limits, outer);
        Requirements(process, types);
        Ports(process, "inputs", types);
        Ports(process, "outputs", types);
        foreach (var output in process["outputs"].Maps())
        {
            Sources(output, "outputSource", id);
        }

        if (process.ContainsKey("steps"))
        {
            JsonArray steps = [.. CwlLists.Entries(faults.Take(process, "steps"), "id", null, faults)];
            foreach (var step in steps.OfType<JsonObject>())
            {
                Step(step, id, types);
            }

            process["steps"] = steps;
        }
    }

    /// <summary>Named types are put in place of their names, so the requirement that defines them goes.</summary>
    private void Requirements(JsonObject owner, CwlTypes types)
    {
        foreach (var name in (string[])["requirements", "hints"])
        {
            if (!owner.ContainsKey(name))
            {
                continue;
            }

            JsonArray kept = [];
            foreach (var entry in CwlLists.Entries(faults.Take(owner, name), "class", null, faults))
            {
                if (entry["class"].Text() == "SchemaDefRequirement")
                {
                    types.Add(entry);
                }
                else
                {
                    kept.Add(entry);
                }
            }

            owner[name] = kept;
        }
    }

    private void Ports(JsonObject process, string name, CwlTypes types)
    {
        if (!process.ContainsKey(name))
        {
            return;
        }

        JsonArray made = [];
        faults.Put(made, faults.PlaceOf(process) + "/" + name);
        foreach (var port in CwlLists.Entries(faults.Take(process, name), "id", "type", faults))
        {
            port["id"] = CwlNames.Last(port["id"].Text() ?? "");
            if (!port.ContainsKey("type"))
            {
                faults.Add(port, $"'{port["id"].Text()}' needs a 'type'.");
            }

            port["type"] = types.Normalize(faults.Take(port, "type"));
            made.Add(port);
        }

        process[name] = made;
    }

    private void Step(JsonObject step, string workflow, CwlTypes types)
    {
        step["id"] = CwlNames.Last(step["id"].Text() ?? "");
        Requirements(step, new(faults, limits, types));
        if (step.ContainsKey("in"))
        {
            JsonArray made = [.. CwlLists.Entries(faults.Take(step, "in"), "id", "source", faults)];
            foreach (var input in made.OfType<JsonObject>())
            {
                input["id"] = CwlNames.Last(input["id"].Text() ?? "");
                Sources(input, "source", workflow);
            }

            step["in"] = made;
        }

        if (step["out"] is JsonArray outs)
        {
            JsonArray names = [];
            faults.Put(names, faults.PlaceOf(outs));
            foreach (var output in CwlLists.Entries(faults.Take(step, "out"), "id", null, faults))
            {
                names.Add(CwlNames.Last(output["id"].Text() ?? ""));
            }

            step["out"] = names;
        }

        if (step["scatter"] is { } scatter && scatter.Texts().Any())
        {
            Replace(step, "scatter", scatter is JsonArray
                ? new JsonArray([.. scatter.Texts().Select(port => (JsonNode)JsonValue.Create(CwlNames.Last(port)))])
                : JsonValue.Create(CwlNames.Last(scatter.Text()!)));
        }

        if (step["run"] is JsonObject inline)
        {
            inline.Remove("id");
            inline.Remove("cwlVersion");
            Normalize(inline, "", types);
        }
    }

    private void Sources(JsonObject owner, string name, string workflow)
    {
        switch (owner[name])
        {
            case JsonArray several:
                JsonArray made = [];
                faults.Put(made, faults.PlaceOf(several));
                foreach (var source in faults.TakeAll(several))
                {
                    var fresh = source.IsText(out var one) ? JsonValue.Create(CwlNames.Source(one, workflow)) : source;
                    made.Add(fresh);
                }

                owner[name] = made;
                break;
            case { } node when node.IsText(out var text):
                Replace(owner, name, JsonValue.Create(CwlNames.Source(text, workflow)));
                break;
        }
    }

    private void Replace(JsonObject owner, string name, JsonNode fresh)
    {
        faults.Put(fresh, faults.PlaceOf(owner[name]!));
        owner[name] = fresh;
    }
}
