using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Cli.Client.Files;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>What a sweep is told on the command line, and the job that comes of it.</summary>
internal static class SweepOptions
{
    public static Argument<FileInfo> Cases { get; } = new("cases") { Description = "CSV file: a line of variables' names, then a row for each run." };

    public static Option<string> Command { get; } = new("--command")
    {
        Description = "What each run does, as the shell reads it; values of its row are in the copies of templates.",
        HelpName = "TEXT",
        Required = true,
    };

    public static Option<FileInfo[]> Inputs { get; } = new("--input", "-i") { Description = "A file for the work folder; may be repeated. Archives are unpacked.", HelpName = "FILE" };

    public static Option<string[]> Templates { get; } = new("--template", "-t")
    {
        Description = "A file of which each run gets a copy with ${variable} replaced, under its own name or another; may be repeated.",
        HelpName = "FILE[=NAME]",
    };

    public static Option<int> Slots { get; } = new("--slots") { Description = "Runs at the same time.", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static Option<string> Analysis { get; } = new("--analysis")
    {
        Description = "Software and its version, as the server lists them.",
        HelpName = "CODE[:VERSION]",
        DefaultValueFactory = _ => "user_included:0",
    };

    public static Option<string> CoreType { get; } = new("--core-type") { Description = "Machine, as the server lists them; without it the first.", HelpName = "CODE" };

    public static Option<int?> Cores { get; } = new("--cores") { Description = "Cores of a run; without it the fewest that the machine has.", HelpName = "N" };

    public static Option<double> Walltime { get; } = new("--walltime") { Description = "After so many hours the job is stopped.", HelpName = "HOURS", DefaultValueFactory = _ => 24 };

    public static Option<string> Name { get; } = new("--name") { Description = "Of the job; without it that of the CSV file.", HelpName = "TEXT" };

    public static Option<string> Project { get; } = new("--project") { Description = "Id of the project that pays.", HelpName = "ID" };

    public static IReadOnlyList<Option> All { get; } = [Command, Inputs, Templates, Slots, Analysis, CoreType, Cores, Walltime, Name, Project];

    /// <summary>A template and what its copies are called.</summary>
    public static IReadOnlyList<(FileInfo File, string Name)> ReadTemplates(ParseResult parsed) =>
    [
        .. (parsed.GetValue(Templates) ?? []).Select(text => text.Split('=', 2) is [var file, var name]
            ? (new FileInfo(file), name)
            : (new FileInfo(text), Path.GetFileName(text))),
    ];

    /// <param name="parsed">The command line.</param>
    /// <param name="machine">Of the runs.</param>
    /// <param name="files">That were sent for it.</param>
    public static JsonObject Job(ParseResult parsed, (string Code, int Cores) machine, SweepFiles files)
    {
        var analysis = parsed.GetRequiredValue(Analysis).Split(':', 2);
        JsonObject software = new() { ["code"] = analysis[0] };
        if (analysis.Length > 1)
        {
            software["version"] = analysis[1];
        }

        JsonObject job = new()
        {
            ["name"] = parsed.GetValue(Name) ?? Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(Cases).Name),
            ["paramFile"] = Reference(files.Cases),
            ["jobanalyses"] = new JsonArray(new JsonObject
            {
                ["analysis"] = software,
                ["command"] = parsed.GetRequiredValue(Command),
                ["hardware"] = new JsonObject
                {
                    ["coreType"] = machine.Code,
                    ["coresPerSlot"] = machine.Cores,
                    ["slots"] = parsed.GetRequiredValue(Slots),
                    ["walltime"] = parsed.GetRequiredValue(Walltime),
                },
                ["inputFiles"] = new JsonArray([.. files.Inputs.Select(Reference)]),
                ["templateTasks"] = new JsonArray([.. files.Templates.Select(template =>
                    new JsonObject { ["processedFilename"] = template.Name, ["templateFile"] = Reference(template.File) })]),
            }),
        };
        if (parsed.GetValue(Project) is { } project)
        {
            job["projectId"] = project;
        }

        return job;
    }

    /// <summary>The machine that was named, or the first.</summary>
    /// <exception cref="ProblemException">NotFound.</exception>
    public static (string Code, int Cores) Choose(ParseResult parsed, IReadOnlyList<(string Code, int Cores)> machines)
    {
        var wanted = parsed.GetValue(CoreType);
        (string Code, int Cores)? found = machines.Where(machine => wanted is null || machine.Code == wanted).Select(machine => ((string, int)?)machine).FirstOrDefault();
        return found is { } machine
            ? (machine.Code, parsed.GetValue(Cores) ?? machine.Cores)
            : throw new ProblemException(ProblemKind.NotFound, $"The server has no core type '{wanted}'; it has {string.Join(", ", machines.Select(known => known.Code))}.");
    }

    private static JsonObject Reference(RemoteFile file) => new() { ["id"] = file.Id };
}

/// <summary>What was sent for a sweep.</summary>
internal sealed record SweepFiles(RemoteFile Cases, IReadOnlyList<RemoteFile> Inputs, IReadOnlyList<(RemoteFile File, string Name)> Templates);
