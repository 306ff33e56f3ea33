using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Provenance as PROV-JSON (W3C member submission of 24 April 2013): the job is an activity that used inputs and generated outputs.</summary>
internal static class ProvJson
{
    public static JsonObject Write(Provenance record)
    {
        var (job, id) = (record.Job, record.Job.Id.ToString());
        var (activity, plan, caller) = ($"job:{id}", $"process:{record.Job.Spec.ProcessId}", $"user:{Escape(record.Job.Owner)}");
        const string Program = "graticule:server";
        JsonObject entities = new() { [plan] = Plan(record) };
        JsonObject used = [];
        JsonObject generated = [];
        foreach (var item in record.Inputs)
        {
            var entity = $"job:{id}/inputs/{Escape(item.Name)}";
            entities[entity] = Entity(item);
            used[$"_:used-{Escape(item.Name)}"] = new JsonObject { ["prov:activity"] = activity, ["prov:entity"] = entity, ["prov:role"] = item.Name };
        }

        foreach (var item in record.Outputs)
        {
            var entity = $"job:{id}/outputs/{Escape(item.Name)}";
            entities[entity] = Entity(item);
            JsonObject generation = new() { ["prov:entity"] = entity, ["prov:activity"] = activity, ["prov:role"] = item.Name };
            SetTime(generation, "prov:time", job.FinishedAt);
            generated[$"_:generated-{Escape(item.Name)}"] = generation;
        }

        JsonObject run = new() { ["prov:label"] = job.Spec.Title ?? job.Spec.ProcessId, ["graticule:state"] = Words.State(job.State), ["graticule:attempts"] = job.Attempt };
        SetTime(run, "prov:startTime", job.StartedAt);
        SetTime(run, "prov:endTime", job.FinishedAt);
        return new()
        {
            ["prefix"] = new JsonObject
            {
                ["graticule"] = record.Root.Url + "#",
                ["job"] = record.Root.Jobs + "/",
                ["process"] = record.Root.Processes + "/",
                ["user"] = record.Root.Url + "#user-",
            },
            ["entity"] = entities,
            ["activity"] = new JsonObject { [activity] = run },
            ["agent"] = new JsonObject
            {
                [caller] = Agent("prov:Person", job.Owner),
                [Program] = Agent("prov:SoftwareAgent", $"Graticule {Provenance.Software}"),
            },
            ["used"] = used,
            ["wasGeneratedBy"] = generated,
            ["wasAssociatedWith"] = new JsonObject
            {
                ["_:caller"] = new JsonObject { ["prov:activity"] = activity, ["prov:agent"] = caller },
                ["_:program"] = new JsonObject { ["prov:activity"] = activity, ["prov:agent"] = Program, ["prov:plan"] = plan },
            },
            ["actedOnBehalfOf"] = new JsonObject
            {
                ["_:order"] = new JsonObject { ["prov:delegate"] = Program, ["prov:responsible"] = caller, ["prov:activity"] = activity },
            },
        };
    }

    private static JsonObject Plan(Provenance record)
    {
        JsonObject plan = new()
        {
            ["prov:type"] = Qualified("prov:Plan"),
            ["prov:label"] = record.Process?.Title ?? record.Job.Spec.ProcessId,
            ["prov:location"] = record.Root.Process(record.Job.Spec.ProcessId),
            ["graticule:version"] = record.Process?.Version ?? "unknown",
        };
        if (record.Package is { } package)
        {
            plan["graticule:mediaType"] = package.MediaType;
            plan["graticule:sha256"] = package.Digest;
        }

        return plan;
    }

    private static JsonObject Entity(ProvenanceItem item)
    {
        JsonObject entity = new() { ["prov:label"] = item.Name };
        foreach (var (name, value) in new[] { ("prov:location", item.Location), ("prov:value", item.Value), ("graticule:mediaType", item.MediaType) })
        {
            if (value is not null)
            {
                entity[name] = value;
            }
        }

        if (item.Content is { } content)
        {
            entity["graticule:sha256"] = content.Sha256;
            entity["graticule:length"] = content.Length;
        }

        return entity;
    }

    private static JsonObject Agent(string type, string label) => new() { ["prov:type"] = Qualified(type), ["prov:label"] = label };

    private static JsonObject Qualified(string name) => new() { ["$"] = name, ["type"] = "prov:QUALIFIED_NAME" };

    private static void SetTime(JsonObject target, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            target[name] = Wire.Time(known);
        }
    }

    private static string Escape(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
}
