using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis;

/// <summary>A command package in the form that a notebook on Slurm deploys: as its generated client sends it.</summary>
internal static class NotebookPackage
{
    private const string Pictures =
        """{"oneOf": [{"type": "string", "contentEncoding": "base64", "contentMediaType": "image/tiff"}, {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}]}""";

    public static JsonObject BandMath(string id = "BandMath", string version = "1.0.0") => JsonNode.Parse(
        $$$"""
        {
          "processDescription": {
            "id": "{{{id}}}", "title": "Band math", "description": "One band out of several.", "version": "{{{version}}}",
            "jobControlOptions": ["sync-execute", "async-execute", "dismiss"], "outputTransmission": ["value", "reference"], "links": [],
            "additionalParameters": [{"name": "entry-point", "value": "singularity exec otbtf_4.1.0-cpu.sif /opt/otbtf/bin/otbcli_BandMath"}],
            "inputs": {
              "il": {"title": "Images", "maxOccurs": 1024, "schema": {{{Pictures}}},
                "additionalParameters": [{"name": "pattern", "value": "-name value"}, {"name": "array-pattern", "value": "-name value value"}]},
              "out": {"title": "Type", "schema": {"type": "string", "default": "float", "enum": ["uint8", "int32", "int32", "float"]}, "additionalParameters": [{"name": "pattern", "value": " "}]},
              "ram": {"title": "Memory (MB)", "schema": {"type": "integer", "default": 128, "nullable": true}, "additionalParameters": [{"name": "pattern", "value": "-name value"}]},
              "exp": {"title": "Expression", "schema": {"type": "string"}, "additionalParameters": [{"name": "pattern", "value": "-name __value__"}]}
            },
            "outputs": {"out": {"title": "Result", "schema": {{{Pictures}}}, "additionalParameters": [{"name": "pattern", "value": "-name value inputs_out_value"}]}}
          },
          "executionUnit": {"type": "SLURM", "image": "docker://otbtf/4.1.0-cpu"}
        }
        """)!.AsObject();

    /// <summary>A small package that runs at once, with one text input and one text output.</summary>
    public static JsonObject Small(string id, string version = "1.0.0") => JsonNode.Parse(
        $$$"""
        {
          "processDescription": {
            "id": "{{{id}}}", "version": "{{{version}}}",
            "inputs": {"text": {"schema": {"type": "string"} }, "pause": {"minOccurs": 0, "schema": {"type": "number"} } },
            "outputs": {"said": {"schema": {"type": "string"} } }
          },
          "executionUnit": {"type": "docker", "image": "docker.io/library/tool:1"}
        }
        """)!.AsObject();
}
