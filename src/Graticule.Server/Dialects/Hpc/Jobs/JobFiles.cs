using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The files that a job names.</summary>
internal static class JobFiles
{
    /// <summary>Ids of all of them, each once: inputs, templates, scripts, tables.</summary>
    public static IEnumerable<string> IdsOf(JsonObject content) => References(content).Select(IdOf).OfType<string>().Distinct(StringComparer.Ordinal);

    public static string? IdOf(JsonNode? reference) => (string?)(reference as JsonObject)?["id"];

    private static IEnumerable<JsonNode?> References(JsonObject content)
    {
        foreach (var name in (string[])["paramFile", "caseFile"])
        {
            yield return content[name];
        }

        foreach (var analysis in (content["jobanalyses"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var file in analysis["inputFiles"] as JsonArray ?? [])
            {
                yield return file;
            }

            foreach (var task in analysis["templateTasks"] as JsonArray ?? [])
            {
                yield return task?["templateFile"];
            }

            yield return analysis["preProcessScript"];
            yield return analysis["postProcessScript"];
        }
    }
}
