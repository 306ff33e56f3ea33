using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Cubes;
using Graticule.Analysis.Observations.Reading;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>The inputs and outputs of change detection over a collection.</summary>
internal static class ChangeInputs
{
    internal const string Collection = "collection";
    internal const string Date = "date";

    internal const string Segments = "segments";
    internal const string Coefficients = "coefficients";

    /// <summary>Inputs that the process of graphs has too, and what they are called there.</summary>
    internal static IReadOnlyList<(string Input, string Setting)> Settings { get; } =
    [
        ("bands", ChangeSettings.Bands), ("qa", ChangeSettings.Qa), ("algorithm", ChangeSettings.Algorithm), ("parameters", ChangeSettings.Parameters),
        ("detection", ChangeSettings.Detection), ("screening", ChangeSettings.Screening), ("scale", ChangeSettings.Scale), ("offset", ChangeSettings.Offset),
        ("validRange", ChangeSettings.ValidRange), ("gaps", ChangeSettings.Gaps),
    ];

    internal static IReadOnlyList<Parameter> Inputs { get; } =
    [
        Optional(Collection, """{"type": "string", "minLength": 1, "maxLength": 200}""", "Collection", "Id of a registered collection; its pixels are searched, in place of a series."),
        .. ObservationInputs.Extent,
        Optional("bands", """{"type": "object", "additionalProperties": {"type": "string"}}""", "Bands", "What bands are called in the results (blue, green, red, nir, swir1, swir2, thermal, or others), and which they are in the collection; those of such names or common names without it."),
        Optional("qa", """{"oneOf": [{"type": "string"}, {"type": "object"}]}""", "Quality", "The band that tells clouds, or an object with 'band' and 'coding' or 'classes'; without it, whatever is there is clear."),
        Optional("detection", Names, "Bands that tell change", "Names of the results; green, red, nir, swir1 and swir2 as far as they are there without it."),
        Optional("screening", Names, "Bands in which outliers show", "Names of the results; green and swir1 as far as they are there without it."),
        Optional("scale", Factor, "Scale", "Values times this are reflectance x 10,000: a number for all bands but thermal, or an object of numbers by the names of the results."),
        Optional("offset", Factor, "Offset", "What is added then, likewise."),
        Optional("validRange", """{"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}""", "Valid range", "Between which scaled values are used, both ends excluded; 0 and 10000 without it."),
        Optional(Date, """{"type": "string", "format": "date"}""", "Date", "At which the image shows the models; the last one of the data without it."),
        Optional("gaps", """{"type": "string", "enum": ["none", "nearest"]}""", "Gaps", "What the image shows where the date lies in no segment: nothing, or the model of the segment nearest in time."),
    ];

    internal static IReadOnlyList<Parameter> Outputs { get; } =
    [
        new(Segments, [])
        {
            Title = "Segments",
            Description = "Of a collection: the segments of all pixels with their models, a row each (GeoParquet, GeoJSON), or by pixel (JSON).",
            MediaTypes = [.. SegmentFormats.All.Select(format => format.MediaType)],
        },
        new(Coefficients, [])
        {
            Title = "Models at a date",
            Description = "Of a collection: an image whose bands are the segment, the coefficients and the value of the model at the date.",
            MediaTypes = [.. CoefficientImage.Formats.Select(format => format.MediaType)],
        },
    ];

    private const string Names = """{"type": "array", "minItems": 1, "items": {"type": "string"}}""";
    private const string Factor = """{"oneOf": [{"type": "number"}, {"type": "object", "additionalProperties": {"type": "number"}}]}""";

    private static Parameter Optional(string name, string schema, string title, string description) =>
        new(name, JsonNode.Parse(schema)!.AsObject()) { Title = title, Description = description, MinOccurs = 0 };
}
