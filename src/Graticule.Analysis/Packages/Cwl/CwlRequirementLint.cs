using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks the requirements and hints of a process or a step.</summary>
internal static class CwlRequirementLint
{
    public static void Check(JsonObject owner, CwlScope scope)
    {
        foreach (var (name, isRequired) in ((string, bool)[])[("requirements", true), ("hints", false)])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in owner[name].Maps())
            {
                CheckOne(entry, isRequired, scope);
                if (!seen.Add(entry["class"].Text() ?? "") && isRequired)
                {
                    scope.Faults.Add(entry, $"'{entry["class"].Text()}' stands twice among the requirements.");
                }
            }
        }
    }

    private static void CheckOne(JsonObject entry, bool isRequired, CwlScope scope)
    {
        var name = entry["class"].Text() ?? "";
        if (!CwlFields.IsKnown(name) || !IsRequirement(name))
        {
            var message = $"'{name}' is no requirement of CWL {scope.Version} that this server knows";
            Report(entry, isRequired, $"{message}; put it among the hints if the package works without it.", $"{message}; it is passed over.", scope);
            return;
        }

        CwlFields.Check(entry, name, scope.Version, scope.Faults);
        switch (name)
        {
            case "DockerRequirement":
                CheckImage(entry, isRequired, scope);
                break;
            case "ResourceRequirement":
                CheckResources(entry, scope);
                break;
            case "EnvVarRequirement" when entry["envDef"] is not (JsonArray or JsonObject):
                scope.Faults.Add(entry, "EnvVarRequirement needs 'envDef', a map from names of variables to values.");
                break;
            case "InitialWorkDirRequirement" when entry["listing"] is null:
                scope.Faults.Add(entry, "InitialWorkDirRequirement needs 'listing', what is laid into the working folder.");
                break;
            case "NetworkAccess" when entry["networkAccess"] is null:
                scope.Faults.Add(entry, "NetworkAccess needs 'networkAccess', true or false.");
                break;
            case "SoftwareRequirement" when isRequired:
                scope.Faults.Warn(entry, "Software is not installed for a package; it must be in the image, or on the machine.");
                break;
        }
    }

    private static bool IsRequirement(string name) => name.EndsWith("Requirement", StringComparison.Ordinal) || name is "WorkReuse" or "NetworkAccess" or "ToolTimeLimit";

    private static void CheckImage(JsonObject entry, bool isRequired, CwlScope scope)
    {
        var image = entry["dockerPull"] ?? entry["dockerImageId"];
        if (image.IsText(out var text))
        {
            if (scope.Limits.WhyNotImage?.Invoke(text) is { } reason)
            {
                Report(image!, isRequired, reason, reason, scope);
            }

            return;
        }

        const string Message = "DockerRequirement needs 'dockerPull', the name of an image; images are not built or loaded here.";
        Report(entry, isRequired, Message, Message, scope);
    }

    private static void CheckResources(JsonObject entry, CwlScope scope)
    {
        Limit(entry, "coresMin", scope.Limits.MaxCores, "cores", scope);
        Limit(entry, "ramMin", scope.Limits.MaxMemoryMiB, "MiB of memory", scope);
        Limit(entry, "tmpdirMin", scope.Limits.MaxDiskMiB, "MiB of working space", scope);
        Limit(entry, "outdirMin", scope.Limits.MaxDiskMiB, "MiB of space for results", scope);
        foreach (var kind in (string[])["cores", "ram", "tmpdir", "outdir"])
        {
            foreach (var name in (string[])[kind + "Min", kind + "Max"])
            {
                if (entry[name] is { } value && !(value.IsText(out var text) && text.Contains('$', StringComparison.Ordinal)) && !(Number(value) >= 0))
                {
                    scope.Faults.Add(value, $"'{name}' must be a number of at least 0, or an expression.");
                }
            }

            if (Number(entry[kind + "Min"]) > Number(entry[kind + "Max"]))
            {
                scope.Faults.Add(entry, $"'{kind}Min' is larger than '{kind}Max'.");
            }
        }
    }

    private static void Limit(JsonObject entry, string name, int? most, string unit, CwlScope scope)
    {
        if (Number(entry[name]) > most)
        {
            scope.Faults.Add(entry[name]!, $"'{name}' asks for {entry[name]!.ToJsonString()} {unit}; this server gives at most {most}.");
        }
    }

    private static double? Number(JsonNode? node) => node?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? node.GetValue<double>() : null;

    private static void Report(JsonNode node, bool isRequired, string fault, string warning, CwlScope scope)
    {
        if (isRequired)
        {
            scope.Faults.Add(node, fault);
        }
        else
        {
            scope.Faults.Warn(node, warning);
        }
    }
}
