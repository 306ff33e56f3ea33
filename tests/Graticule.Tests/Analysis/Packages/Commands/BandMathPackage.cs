using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>OTB's BandMath as a package for Slurm, described the way ZOO-Project servers have it.</summary>
internal static class BandMathPackage
{
    public static JsonObject Content() => new()
    {
        ["description"] = JsonNode.Parse(
            """
            {
              "id": "BandMath",
              "title": "A formula over the bands of images",
              "version": "1.0.0",
              "jobControlOptions": ["sync-execute", "async-execute", "dismiss"],
              "additionalParameters": [{"name": "entry-point", "value": "singularity exec otbtf_4.1.0-cpu.sif /opt/otbtf/bin/otbcli_BandMath"}],
              "inputs": {
                "il": {
                  "maxOccurs": 1024,
                  "additionalParameters": [{"name": "pattern", "value": "-name value"}, {"name": "array-pattern", "value": "-name value value"}],
                  "schema": {"oneOf": [
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/tiff"},
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/jpeg"},
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}]}
                },
                "out": {
                  "additionalParameters": [{"name": "pattern", "value": " "}],
                  "schema": {"type": "string", "default": "float", "enum": ["uint8", "uint16", "int16", "int32", "float", "double"]}
                },
                "ram": {"additionalParameters": [{"name": "pattern", "value": "-name value"}], "schema": {"type": "integer", "default": 128, "nullable": true}},
                "exp": {"additionalParameters": [{"name": "pattern", "value": "-name __value__"}], "schema": {"type": "string"}}
              },
              "outputs": {
                "out": {
                  "additionalParameters": [{"name": "pattern", "value": "-name value inputs_out_value"}],
                  "schema": {"oneOf": [
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/tiff"},
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/jpeg"},
                    {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}]}
                }
              }
            }
            """),
        ["unit"] = new JsonObject { ["type"] = "SLURM", ["image"] = "docker://otbtf/4.1.0-cpu" },
    };
}
