using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// What jobs may use, as members of a request beside those of the API (extension Processing Parameters 0.1.0). Members that are neither are
/// left out of the job, as the extension wants it.
/// </summary>
internal static class ProcessingParameters
{
    private static readonly ProcessingParameter[] All =
    [
        new("memory", "Memory that the job may hold, in MiB.", 256, 1 << 20, Resources.Default.MemoryMiB, static (value, resources) => resources with { MemoryMiB = value }),
        new("cores", "Processor cores that the job keeps busy. Without it: a fair share.", 1, 1024, null, static (value, resources) => resources with { CoresPerNode = value }),
        new(
            "max_duration", "How long the job may run, in seconds.", 1, 30 * 24 * 3600, (int)Resources.Default.WallTime.TotalSeconds,
            static (value, resources) => resources with { WallTime = TimeSpan.FromSeconds(value) }),
    ];

    public static bool Contains(string name) => Array.Exists(All, parameter => parameter.Name == name);

    /// <summary>The parameters among the members of a request; empty without any.</summary>
    /// <exception cref="OpenEoException">A value does not fit.</exception>
    public static JsonObject Read(JsonObject body)
    {
        JsonObject found = [];
        foreach (var parameter in All)
        {
            if (body[parameter.Name] is { } value)
            {
                found[parameter.Name] = parameter.Check(value);
            }
        }

        return found;
    }

    /// <summary>What a job may use whose parameters these are.</summary>
    public static Resources Apply(JsonObject? parameters)
    {
        var resources = Resources.Default;
        foreach (var parameter in All)
        {
            if (parameters?[parameter.Name] is { } value)
            {
                resources = parameter.Change(value.GetValue<int>(), resources);
            }
        }

        return resources;
    }

    public static Task ShowAsync(HttpContext context) => Wire.SendAsync(context, new JsonObject
    {
        ["create_job_parameters"] = List(),
        ["create_service_parameters"] = new JsonArray(),
        ["create_synchronous_parameters"] = List(),
    });

    private static JsonArray List() => [.. All.Select(parameter => parameter.Describe())];

    /// <param name="Name">Member of the request.</param>
    /// <param name="Description">For people.</param>
    /// <param name="Minimum">Least value.</param>
    /// <param name="Maximum">Largest value.</param>
    /// <param name="Default">What holds without one; null: the server decides.</param>
    /// <param name="Change">Puts it into effect.</param>
    private sealed record ProcessingParameter(string Name, string Description, int Minimum, int Maximum, int? Default, Func<int, Resources, Resources> Change)
    {
        public int Check(JsonNode value) =>
            value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out int number) && number >= Minimum && number <= Maximum
                ? number
                : throw Errors.BadRequest($"The processing parameter '{Name}' must be a whole number from {Minimum} to {Maximum}.");

        public JsonObject Describe()
        {
            var described = new JsonObject
            {
                ["name"] = Name,
                ["description"] = Description,
                ["optional"] = true,
                ["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = Minimum, ["maximum"] = Maximum },
            };
            if (Default is { } known)
            {
                described["default"] = known;
            }

            return described;
        }
    }
}
