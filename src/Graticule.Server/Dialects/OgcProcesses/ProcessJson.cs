using System.Text.Json;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>A process as processSummary.yaml and process.yaml have it.</summary>
internal static class ProcessJson
{
    public static void WriteSummary(Utf8JsonWriter writer, ProcessDescription process, Root root)
    {
        writer.WriteStartObject();
        WriteHead(writer, process);
        writer.WriteStartArray("links");
        WriteSelf(writer, process, root);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteDescription(Utf8JsonWriter writer, ProcessDescription process, Root root)
    {
        writer.WriteStartObject();
        WriteHead(writer, process);
        writer.WriteStartObject("inputs");
        foreach (var input in process.Inputs)
        {
            writer.WriteStartObject(input.Name);
            writer.WriteString("title", input.Title);
            writer.WriteText("description", input.Description);
            writer.WriteNumber("minOccurs", input.MinOccurs);
            WriteMost(writer, input);
            writer.WriteTexts("valuePassing", "byValue", "byReference");
            FactJson.Write(writer, input.Metadata, input.AdditionalParameters);
            WriteSchema(writer, input);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("outputs");
        foreach (var output in process.Outputs)
        {
            writer.WriteStartObject(output.Name);
            writer.WriteString("title", output.Title);
            writer.WriteText("description", output.Description);
            FactJson.Write(writer, output.Metadata, output.AdditionalParameters);
            WriteSchema(writer, output);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("links");
        WriteSelf(writer, process, root);
        writer.WriteLink(root.Execution(process.Id), Words.Relation + "execute", Words.Json, "Run this process");
        writer.WriteLink(root.Processes, "up", Words.Json, "All processes");
        if (process.IsDeployed)
        {
            writer.WriteLink(root.Package(process.Id), "describedby", mediaType: null, "The package that was deployed");
        }

        foreach (var link in process.Links)
        {
            writer.WriteLink(link.Href, link.Relation, link.MediaType, link.Title);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, ProcessDescription process)
    {
        writer.WriteString("id", process.Id);
        writer.WriteString("version", process.Version);
        writer.WriteString("title", process.Title);
        writer.WriteText("description", process.Description);
        if (process.Keywords.Count > 0)
        {
            writer.WriteTexts("keywords", process.Keywords);
        }

        FactJson.Write(writer, process.Metadata, process.AdditionalParameters);
        writer.WriteBoolean("mutable", process.IsMutable);
        writer.WriteTexts("jobControlOptions", process.IsAsyncOnly ? ["async-execute", "dismiss"] : ["sync-execute", "async-execute", "dismiss"]);
        writer.WriteTexts("outputTransmission", "value", "reference");
    }

    private static void WriteSelf(Utf8JsonWriter writer, ProcessDescription process, Root root) => writer.WriteSelf(root.Process(process.Id));

    private static void WriteMost(Utf8JsonWriter writer, Parameter input)
    {
        if (input.MaxOccurs is { } most)
        {
            writer.WriteNumber("maxOccurs", most);
        }
        else
        {
            writer.WriteString("maxOccurs", "unbounded");
        }
    }

    /// <summary>A file's schema says its media types: one alternative for each.</summary>
    private static void WriteSchema(Utf8JsonWriter writer, Parameter parameter)
    {
        writer.WritePropertyName("schema");
        if (!parameter.IsFile)
        {
            Schemas.Of(parameter.Schema).WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartArray("oneOf");
        foreach (var mediaType in parameter.MediaTypes)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "string");
            writer.WriteString("contentEncoding", "binary");
            writer.WriteString("contentMediaType", mediaType);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
