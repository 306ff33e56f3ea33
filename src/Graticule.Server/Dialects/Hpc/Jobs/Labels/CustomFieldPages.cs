using System.Text.Json.Nodes;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs.Labels;

/// <summary>Values that owners give to fields of their own.</summary>
internal static class CustomFieldPages
{
    private const int MostFields = 100;
    private const int LongestValue = 4096;

    public static Task ShowAsync(HpcRequest request) => request.SendAsync(Write(FieldsOf(JobAccess.See(request))));

    /// <summary>Sets those that the body names; null takes one away.</summary>
    public static async Task ChangeAsync(HpcRequest request)
    {
        var input = await request.ReadAsync();
        foreach (var (name, value) in input.Content.Where(field => !IsValue(field.Value)))
        {
            input.Refuse(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), $"A value is a text of at most {Digits.Of(LongestValue)} characters, a number, a boolean or null; this is a {value!.GetValueKind()}.");
        }

        input.Faults.ThrowIfAny();
        var changed = await JobAccess.ChangeAsync(request, job => With(job, input.Content));
        await request.SendAsync(Write(FieldsOf(changed)));
    }

    private static bool IsValue(JsonNode? value) => value is null || (value is JsonValue && value.ToString().Length <= LongestValue);

    private static JsonObject FieldsOf(SavedJob job) => job.Content["customFields"] as JsonObject ?? [];

    private static SavedJob With(SavedJob job, JsonObject changes)
    {
        var content = job.Content.DeepClone().AsObject();
        var fields = FieldsOf(job).DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value.DeepClone();
            }
        }

        content["customFields"] = fields.Count <= MostFields ? fields : throw HpcErrors.BadRequest($"A job has at most {Digits.Of(MostFields)} fields.");
        return job with { Content = content };
    }

    private static JsonObject Write(JsonObject fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)new JsonObject
        {
            ["meta"] = new JsonObject { ["name"] = field.Key },
            ["value"] = field.Value?.DeepClone(),
        })));
}
