using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>results.yaml: output name to value, qualified value or link. An output without a value has no member.</summary>
/// <param name="Job">Whose results.</param>
/// <param name="Root">For links.</param>
/// <param name="Groups">What goes in.</param>
/// <param name="Presentation">By value or by reference.</param>
/// <param name="Contents">Bytes of the files that go in by value; the others go in as links.</param>
internal sealed record ResultsDocument(
    Job Job, Root Root, IReadOnlyList<OutputGroup> Groups, Presentation Presentation, IReadOnlyDictionary<JobOutput, byte[]>? Contents)
{
    /// <summary>Reads the files that are to go in by value.</summary>
    public static async Task<ResultsDocument> MakeAsync(
        Job job, Root root, IReadOnlyList<OutputGroup> groups, Presentation presentation, IFileStore files, long limit, CancellationToken cancellationToken)
    {
        Dictionary<JobOutput, byte[]>? contents = null;
        foreach (var group in groups)
        {
            foreach (var item in group.Items)
            {
                if (item.FileKey is not null && !IsLink(presentation, item) && (item.Length ?? long.MaxValue) <= limit)
                {
                    contents ??= new(ReferenceEqualityComparer.Instance);
                    contents[item] = await ReadAsync(files, item, cancellationToken);
                }
            }
        }

        return new(job, root, groups, presentation, contents);
    }

    public static void Write(Utf8JsonWriter writer, ResultsDocument document)
    {
        writer.WriteStartObject();
        foreach (var group in document.Groups)
        {
            if (group.Items.Count == 0)
            {
                continue;
            }

            writer.WritePropertyName(group.Name);
            if (!group.IsList)
            {
                document.WriteItem(writer, group.Items[0], index: null);
                continue;
            }

            writer.WriteStartArray();
            for (var index = 0; index < group.Items.Count; index++)
            {
                document.WriteItem(writer, group.Items[index], index);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteItem(Utf8JsonWriter writer, JobOutput item, int? index)
    {
        if (IsLink(Presentation, item) || (item.FileKey is not null && Contents?.ContainsKey(item) != true))
        {
            writer.WriteStartObject();
            var id = Job.Id.ToString();
            var own = index is { } place ? Root.Output(id, item.Name, place) : Root.Output(id, item.Name);
            writer.WriteString("href", item.FolderKey is null ? own : Root.MainFile(Job, item));
            writer.WriteString("type", item.MediaType);
            writer.WriteEndObject();
        }
        else if (item.FileKey is not null)
        {
            WriteFile(writer, item, Contents![item]);
        }
        else if (item.Value is JsonObject found && !found.ContainsKey("bbox"))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            found.WriteTo(writer);
            writer.WriteString("mediaType", item.MediaType);
            writer.WriteEndObject();
        }
        else
        {
            OutputContent.WriteValue(writer, item);
        }
    }

    private static void WriteFile(Utf8JsonWriter writer, JobOutput item, byte[] content)
    {
        writer.WriteStartObject();
        if (item.MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteString("value", System.Text.Encoding.UTF8.GetString(content));
        }
        else
        {
            writer.WriteBase64String("value", content);
            writer.WriteString("encoding", "base64");
        }

        writer.WriteString("mediaType", item.MediaType);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Without a word from the caller: by value under the rules of 1.0; under those of 2.0, files by reference. A folder is no value in any
    /// case: the file that speaks for it is of use where the others are.
    /// </summary>
    private static bool IsLink(Presentation presentation, JobOutput item) =>
        item.FolderKey is not null || (presentation.ByReference(item.Name) ?? (!presentation.IsVersion1 && item.FileKey is not null));

    private static async Task<byte[]> ReadAsync(IFileStore files, JobOutput item, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(item.FileKey!, cancellationToken)
            ?? throw Errors.ResultNotAvailable($"The file of the output '{item.Name}' is gone.");
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }
}
