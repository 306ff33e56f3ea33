using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The process description that a CWL document implies (OGC 20-089r1, 7.3).</summary>
public static class CwlDescription
{
    /// <summary>
    /// Id and title from the process to run, version and the rest of its head from its schema.org members. An array is an input of many
    /// values; an input with a default, or whose type has null, may be left out.
    /// </summary>
    public static ProcessDescription Derive(CwlDocument document)
    {
        var entry = document.Entry;
        var about = SchemaOrg.Of(document);
        return new()
        {
            Id = document.Name,
            Version = about.Version ?? "unknown",
            Title = Line(entry["label"]) ?? about.Name ?? document.Name,
            Description = Line(entry["doc"]) ?? about.Description,
            Keywords = about.Keywords,
            Metadata = about.Metadata,
            Links = about.Links,
            Inputs = [.. entry["inputs"].Maps().Select(Input)],
            Outputs = [.. entry["outputs"].Maps().Select(Output)],
            IsMutable = true,
            IsRepeatable = true,
        };
    }

    private static Parameter Input(JsonObject port)
    {
        var made = Port(port);
        if (port.TryGetPropertyValue("default", out var value) && value is not null)
        {
            made.Schema["default"] = value.DeepClone();
            made = made with { MinOccurs = 0 };
        }

        return made;
    }

    private static Parameter Output(JsonObject port) => Port(port);

    private static Parameter Port(JsonObject port)
    {
        var id = port["id"].Text()!;
        var type = port["type"]!;
        var present = CwlType.Present(type);
        var isOptional = CwlType.IsOptional(type);
        var items = present is [var only] ? CwlType.Items(only) : null;
        var value = items ?? (present is [var one] ? one : type);
        var isFile = CwlType.Is(value, "File") || CwlType.Is(value, "stdout") || CwlType.Is(value, "stderr") || CwlType.Is(value, "stdin");
        var isFolder = CwlType.Is(value, "Directory");
        var mediaTypes = isFile ? CwlFormats.Of(port["format"]) : [];
        var schema = isFile ? CwlValueSchema.File(mediaTypes) : CwlValueSchema.Of(value);
        if (isOptional && items is null)
        {
            schema["nullable"] = true;
        }

        return new(id, schema)
        {
            Title = Line(port["label"]) ?? id,
            Description = Line(port["doc"]),
            MinOccurs = isOptional ? 0 : 1,
            MaxOccurs = items is null ? 1 : null,
            MediaTypes = mediaTypes,
            IsFolder = isFolder,
            Metadata = [new("cwl:type", Value: JsonValue.Create(CwlType.Write(type)))],
        };
    }

    /// <summary>A text, or the lines of a list of texts.</summary>
    private static string? Line(JsonNode? node) => node.Texts().ToList() is { Count: > 0 } lines ? string.Join('\n', lines).Trim() : null;
}
