using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>One analysis of a job: its software, command, machine and files, checked against what there is.</summary>
internal sealed partial class AnalysisReader(HpcRequest request)
{
    /// <summary>Below what the kernel lets one argument of a program have.</summary>
    private const int LongestCommand = 100_000;

    private const int MostFiles = 10_000;

    private readonly HpcConfiguration _configuration = request.Parts.Configuration;

    public JsonObject Read(InputObject input)
    {
        var version = ReadVersion(input, out var analysis);
        JsonObject read = new()
        {
            ["analysis"] = analysis,
            ["command"] = input.RequiredText("command", LongestCommand),
            ["envVars"] = ReadVariables(input),
            ["hardware"] = ReadHardware(input, version),
            ["inputFiles"] = ReadFiles(input),
            ["templateTasks"] = ReadTemplates(input),
            ["preProcessScript"] = Reference(input, "preProcessScript"),
            ["preProcessScriptCommand"] = input.Text("preProcessScriptCommand", LongestCommand),
            ["postProcessScript"] = Reference(input, "postProcessScript"),
            ["postProcessScriptCommand"] = input.Text("postProcessScriptCommand", LongestCommand),
        };
        JobMembers.Copy(input, before: null, read, JobMembers.AnalysisSettings);
        return read;
    }

    private AnalysisVersion? ReadVersion(InputObject input, out JsonObject read)
    {
        read = [];
        if (input.Object("analysis") is not { } asked)
        {
            input.Refuse("analysis", "This field is required.");
            return null;
        }

        var code = asked.RequiredText("code");
        if (code.Length == 0)
        {
            return null;
        }

        if (_configuration.FindAnalysis(code) is not { } analysis)
        {
            asked.Refuse("code", $"There is no analysis '{code}'; GET analyses/ lists them.");
            return null;
        }

        var wanted = asked.Text("version") ?? asked.Text("versionCode") ?? analysis.CodeOf(asked.Text("versionName"));
        if (analysis.Find(wanted) is { } version)
        {
            read = new() { ["code"] = analysis.Code, ["version"] = version.Code };
            return version;
        }

        asked.Refuse("version", $"The version '{wanted}' of '{code}' is unavailable. Available: {string.Join(", ", analysis.Versions.Select(known => known.Code))}.");
        return null;
    }

    private JsonObject ReadHardware(InputObject input, AnalysisVersion? version)
    {
        if (input.Object("hardware") is not { } hardware)
        {
            input.Refuse("hardware", "This field is required.");
            return [];
        }

        // Version 3 puts the code into an object.
        var code = hardware.Raw("coreType") is JsonObject ? hardware.Object("coreType")!.RequiredText("code") : hardware.RequiredText("coreType");
        var type = _configuration.FindCoreType(code);
        if (code.Length > 0 && type is not { IsActive: true })
        {
            hardware.Refuse("coreType", $"There is no core type '{code}' for new jobs; GET coretypes/ lists them.");
        }
        else if (type is not null && version is { CoreTypes.Count: > 0 } && !version.CoreTypes.Contains(type.Code, StringComparer.Ordinal))
        {
            hardware.Refuse("coreType", $"This analysis does not run on '{code}'. Valid: {string.Join(", ", version.CoreTypes)}.");
        }

        var cores = hardware.Integer("coresPerSlot", least: 1);
        if (cores is null && !input.Faults.Any(fault => fault.Key == hardware.PointerTo("coresPerSlot")))
        {
            hardware.Refuse("coresPerSlot", "This field is required.");
        }
        else if (type is not null && cores is { } asked && !type.Allows(asked))
        {
            hardware.Refuse("coresPerSlot", CoreSizes.Refusal(type, asked));
        }

        var hours = hardware.Number("walltime", least: 0);
        if (hours is 0)
        {
            hardware.Refuse("walltime", "Ensure this value is greater than 0; it is in hours.");
        }
        else if (type is not null && hours > type.MaxWallTimeHours)
        {
            hardware.Refuse("walltime", $"Ensure this value is less than or equal to {Digits.Of(type.MaxWallTimeHours)}; it is in hours.");
        }

        return new()
        {
            ["coreType"] = code,
            ["coresPerSlot"] = cores,
            ["slots"] = hardware.Integer("slots", least: 1, most: 1000) ?? 1,
            ["walltime"] = hours,
            ["type"] = hardware.Text("type") ?? "compute",
        };
    }

    private static JsonObject ReadVariables(InputObject input)
    {
        JsonObject variables = [];
        foreach (var (name, value) in input.Texts("envVars"))
        {
            if (!Variable().IsMatch(name) || value.Contains('\0', StringComparison.Ordinal))
            {
                input.Refuse("envVars", $"'{name}' is no variable: names have letters, digits and underscores and do not begin with a digit, values have no NUL.");
            }

            variables[name] = value;
        }

        return variables;
    }

    private JsonArray ReadFiles(InputObject input)
    {
        var asked = input.Objects("inputFiles");
        if (asked.Count > MostFiles)
        {
            input.Refuse("inputFiles", $"Ensure this field has no more than {Digits.Of(MostFiles)} elements.");
            return [];
        }

        List<(InputObject Input, string Id)> files = [.. asked.Select(file => (file, file.RequiredText("id")))];
        var found = files.Count == 0 ? [] : request.Parts.Library.Find([.. files.Select(file => file.Id)]).ToDictionary(file => file.Id, StringComparer.Ordinal);
        foreach (var (file, id) in files.Where(file => file.Id.Length > 0))
        {
            if (!found.TryGetValue(id, out var known) || known.DeletedAt is not null || !known.IsVisibleTo(request.Owner))
            {
                file.Refuse("id", JobReader.MissingFile(id));
            }
        }

        return [.. files.Select(file => new JsonObject { ["id"] = file.Id, ["decompress"] = file.Input.Flag("decompress") ?? true })];
    }

    private JsonArray ReadTemplates(InputObject input)
    {
        JsonArray templates = [];
        foreach (var task in input.Objects("templateTasks"))
        {
            var name = task.RequiredText("processedFilename", 1000);
            if (name.StartsWith('/') || name.Replace('\\', '/').Split('/').Contains("..", StringComparer.Ordinal) || name.Any(char.IsControl))
            {
                task.Refuse("processedFilename", "It must be the name of a file in the work folder.");
            }

            var template = Reference(task, "templateFile");
            if (template is null && !task.Has("templateFile"))
            {
                task.Refuse("templateFile", "This field is required.");
            }

            templates.Add(new JsonObject { ["processedFilename"] = name, ["templateFile"] = template });
        }

        return templates;
    }

    private JsonNode? Reference(InputObject input, string name) => JobReader.Reference(input, before: null, name, request.Parts.Library, request.Owner);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,254}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
