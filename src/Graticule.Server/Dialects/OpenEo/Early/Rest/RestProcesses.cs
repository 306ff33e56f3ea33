using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/processes</c>: those of 0.3 as they were; those of 0.4 are the processes of today, described as 0.4 does.</summary>
internal sealed class RestProcesses(IReadOnlyList<ProcessSpec> specs)
{
    private readonly byte[] _nodes = List(specs.Select(Describe));

    private readonly byte[] _trees = List(EarlyProcesses.Of(EarlyForm.Flat).Select(Describe));

    public Task ListAsync(HttpContext context) =>
        Wire.SendAsync(context, RestVersion.Of(context).Is03 ? _trees : _nodes, StatusCodes.Status200OK, Words.Json);

    private static byte[] List(IEnumerable<JsonObject> processes) =>
        Wire.Bytes(new JsonObject { ["processes"] = new JsonArray([.. processes]), ["links"] = new JsonArray() });

    private static JsonObject Describe(EarlyProcess process) => new()
    {
        ["name"] = process.Id,
        ["description"] = process.Description,
        ["parameters"] = new JsonObject(process.Arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)Describe(argument)))),
        ["returns"] = new JsonObject { ["description"] = "The images that it makes.", ["schema"] = new JsonObject { ["type"] = "object", ["format"] = "eodata" } },
    };

    private static JsonObject Describe(EarlyArgument argument)
    {
        var schema = argument == EarlyArgument.Imagery ? new JsonObject { ["type"] = "object", ["format"] = "eodata" } : [];
        if (argument.Default is { } preset)
        {
            schema["default"] = preset.DeepClone();
        }

        return new() { ["description"] = argument.Description, ["required"] = argument.IsRequired, ["schema"] = schema };
    }

    /// <summary>Parameters by name and in order, where today's are a list; required, where today's are optional.</summary>
    private static JsonObject Describe(ProcessSpec spec)
    {
        var today = JsonObject.Create(spec.Json)!;
        var parameters = (today["parameters"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var told = new JsonObject { ["id"] = spec.Id };
        foreach (var member in (string[])["summary", "description", "categories", "experimental", "deprecated"])
        {
            if (today[member] is { } value)
            {
                told[member] = value.DeepClone();
            }
        }

        told["parameter_order"] = Wire.Texts(parameters.Select(parameter => (string)parameter["name"]!));
        told["parameters"] = new JsonObject(parameters.Select(parameter => KeyValuePair.Create((string)parameter["name"]!, (JsonNode?)DescribeParameter(parameter))));
        told["returns"] = new JsonObject
        {
            ["description"] = (string?)today["returns"]?["description"] ?? "The result.",
            ["schema"] = Schema(today["returns"]?["schema"]),
        };
        if (today["exceptions"] is { } exceptions)
        {
            told["exceptions"] = exceptions.DeepClone();
        }

        return told;
    }

    private static JsonObject DescribeParameter(JsonObject parameter)
    {
        var schema = Schema(parameter["schema"]);
        if (parameter.TryGetPropertyValue("default", out var preset))
        {
            schema["default"] = preset?.DeepClone();
        }

        var isOptional = parameter["optional"]?.GetValueKind() == JsonValueKind.True;
        return new() { ["description"] = parameter["description"]?.DeepClone(), ["required"] = !isOptional, ["schema"] = schema };
    }

    /// <summary>Alternatives are an <c>anyOf</c>, and a subtype is a format, of which callbacks have another name; also within.</summary>
    private static JsonObject Schema(JsonNode? today)
    {
        if (today is JsonArray alternatives)
        {
            return new() { ["anyOf"] = new JsonArray([.. alternatives.Select(Schema)]) };
        }

        JsonObject schema = [];
        foreach (var (name, value) in today as JsonObject ?? [])
        {
            switch (name, value)
            {
                case ("subtype", not null):
                    schema["format"] = FormatOf(value.ToString());
                    break;
                case ("parameters", JsonArray callback):
                    schema[name] = new JsonObject(callback.OfType<JsonObject>().Select(one => KeyValuePair.Create((string)one["name"]!, (JsonNode?)Schema(one["schema"]))));
                    break;
                case ("items" or "returns" or "schema" or "additionalProperties", JsonObject or JsonArray):
                    schema[name] = Schema(value);
                    break;
                case ("properties", JsonObject members):
                    schema[name] = new JsonObject(members.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Schema(one.Value))));
                    break;
                case ("anyOf" or "oneOf" or "allOf", JsonArray choices):
                    schema[name] = new JsonArray([.. choices.Select(Schema)]);
                    break;
                default:
                    schema[name] = value?.DeepClone();
                    break;
            }
        }

        return schema;
    }

    private static string FormatOf(string subtype) => subtype switch
    {
        "process-graph" => "callback",
        "datacube" => "raster-cube",
        _ => subtype,
    };
}
