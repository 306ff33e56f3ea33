using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// Provenance as the metadata of an RO-Crate 1.1, by the profile Process Run Crate 0.5: the job is a <c>CreateAction</c> whose
/// <c>object</c> are the inputs, whose <c>result</c> are the outputs and whose <c>instrument</c> is the process.
/// </summary>
internal static class RoCrate
{
    public const string MetadataName = "ro-crate-metadata.json";
    private const string Profile = "https://w3id.org/ro/wfrun/process/0.5";

    /// <param name="record">What is known.</param>
    /// <param name="nameInCrate">Name of an output's file within the crate; null for what is only referred to.</param>
    public static JsonObject Write(Provenance record, Func<ProvenanceItem, string?> nameInCrate)
    {
        var job = record.Job;
        var run = record.Root.Job(job.Id.ToString());
        var (process, caller) = (record.Root.Process(job.Spec.ProcessId), $"#{Uri.EscapeDataString(job.Owner)}");
        var inputs = record.Inputs.Select(item => Thing(item, "inputs", inCrate: null)).ToList();
        var outputs = record.Outputs.Select(item => Thing(item, "outputs", nameInCrate(item))).ToList();
        JsonObject action = new()
        {
            ["@id"] = run,
            ["@type"] = "CreateAction",
            ["name"] = job.Spec.Title ?? $"Run of {job.Spec.ProcessId}",
            ["instrument"] = Id(process),
            ["agent"] = Id(caller),
            ["object"] = Ids(inputs),
            ["result"] = Ids(outputs),
            ["actionStatus"] = Id(job.State switch
            {
                JobState.Succeeded => "http://schema.org/CompletedActionStatus",
                JobState.Failed or JobState.Cancelled => "http://schema.org/FailedActionStatus",
                _ => "http://schema.org/ActiveActionStatus",
            }),
        };
        Set(action, "startTime", job.StartedAt is { } started ? Wire.Time(started) : null);
        Set(action, "endTime", job.FinishedAt is { } finished ? Wire.Time(finished) : null);
        Set(action, "error", job.Problem?.Message);
        List<JsonObject> files = [.. inputs.Concat(outputs).Where(thing => (string?)thing["@type"] == "File")];
        return new()
        {
            ["@context"] = "https://w3id.org/ro/crate/1.1/context",
            ["@graph"] = new JsonArray(
            [
                new JsonObject
                {
                    ["@id"] = MetadataName,
                    ["@type"] = "CreativeWork",
                    ["conformsTo"] = Id("https://w3id.org/ro/crate/1.1"),
                    ["about"] = Id("./"),
                },
                new JsonObject
                {
                    ["@id"] = "./",
                    ["@type"] = "Dataset",
                    ["name"] = $"Results of {job.Spec.Title ?? job.Spec.ProcessId}",
                    ["description"] = $"What the job {job.Id} was given, what it ran and what came out.",
                    ["datePublished"] = Wire.Time(job.FinishedAt ?? job.CreatedAt),
                    ["license"] = "The rights in the results are those of whoever ran the job, and of the owners of the inputs.",
                    ["conformsTo"] = Id(Profile),
                    ["hasPart"] = Ids(files),
                    ["mentions"] = new JsonArray(Id(run)),
                },
                new JsonObject { ["@id"] = Profile, ["@type"] = "CreativeWork", ["name"] = "Process Run Crate", ["version"] = "0.5" },
                Instrument(record, process),
                new JsonObject { ["@id"] = caller, ["@type"] = "Person", ["name"] = job.Owner },
                action,
                .. inputs,
                .. outputs,
            ]),
        };
    }

    private static JsonObject Instrument(Provenance record, string id)
    {
        JsonObject instrument = new()
        {
            ["@id"] = id,
            ["@type"] = "SoftwareApplication",
            ["name"] = record.Process?.Title ?? record.Job.Spec.ProcessId,
            ["url"] = id,
            ["softwareVersion"] = record.Process?.Version ?? "unknown",
            ["softwareRequirements"] = $"Graticule {Provenance.Software}",
        };
        Set(instrument, "sha256", record.Package?.Digest);
        Set(instrument, "encodingFormat", record.Package?.MediaType);
        return instrument;
    }

    private static JsonObject Thing(ProvenanceItem item, string kind, string? inCrate)
    {
        JsonObject thing = new()
        {
            ["@id"] = inCrate ?? item.Location ?? $"#{kind}/{Uri.EscapeDataString(item.Name)}",
            ["@type"] = item.Value is null ? "File" : "PropertyValue",
            ["name"] = item.Name,
        };
        Set(thing, "value", item.Value);
        Set(thing, "encodingFormat", item.Value is null ? item.MediaType : null);
        Set(thing, "url", inCrate is null ? null : item.Location);
        if (item.Content is { } content)
        {
            thing["sha256"] = content.Sha256;
            thing["contentSize"] = content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return thing;
    }

    private static JsonArray Ids(IEnumerable<JsonObject> things) => new([.. things.Select(thing => Id((string)thing["@id"]!))]);

    private static JsonObject Id(string id) => new() { ["@id"] = id };

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
