using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Echo;

/// <summary>Gives back what it is given: a process to try a server, and a client, with.</summary>
public sealed class EchoProcess : IProcess
{
    public ProcessDescription Description { get; } = new()
    {
        Id = "echo",
        Title = "Echo",
        Description = "Gives back each input as the output of the same name, after a pause if one is asked for.",
        Keywords = ["echo", "test"],
        IsTrivial = true,
        IsRepeatable = true,
        Inputs =
        [
            new("a", Schema("""{"type": "string"}""")) { Title = "A text" },
            new("b", Schema(TextOrObject)) { Title = "A text or an object", MinOccurs = 0 },
            new("c", Schema(Box)) { Title = "A bounding box", MinOccurs = 0 },
            new("d", Schema(Integers)) { Title = "An array of integers", MinOccurs = 0 },
            new("pause", Schema("""{"type": "number", "minimum": 0, "maximum": 60, "default": 0}"""))
            {
                Title = "A pause",
                Description = "Seconds to wait before the end, at most 60.",
                MinOccurs = 0,
            },
        ],
        Outputs =
        [
            new("a", Schema("""{"type": "string"}""")) { Title = "The text" },
            new("b", Schema(TextOrObject)) { Title = "The text or object" },
            new("c", Schema(Box)) { Title = "The bounding box" },
            new("d", Schema(Integers)) { Title = "The array" },
        ],
    };

    private const string TextOrObject = """{"oneOf": [{"type": "string", "contentMediaType": "text/xml"}, {"type": "object"}]}""";
    private const string Box = """{"allOf": [{"format": "ogc-bbox"}]}""";
    private const string Integers = """{"type": "array", "items": {"type": "integer"}}""";

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        if (job.Inputs["pause"] is { } pause && pause.AsValue().TryGetValue(out double seconds) && seconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        }

        foreach (var output in Description.Outputs)
        {
            if (job.Wants(output.Name) && job.Inputs.TryGetPropertyValue(output.Name, out var value) && value is not null)
            {
                job.AddValue(output.Name, value.DeepClone(), MediaType(output.Name, value));
            }
        }
    }

    private static string MediaType(string name, JsonNode value) => (name, value.GetValueKind()) switch
    {
        ("b", JsonValueKind.String) => "text/xml",
        (_, JsonValueKind.String) => "text/plain",
        _ => "application/json",
    };

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
