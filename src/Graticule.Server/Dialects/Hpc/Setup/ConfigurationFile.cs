using Graticule.Jobs;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>
/// The file of option <c>--hpc</c>: whatever it says holds instead of what is taken from the machine, key by key of its root. Keys that mean
/// nothing are refused, with the other faults, all at once.
/// </summary>
internal static class ConfigurationFile
{
    private static readonly string[] Keys =
    [
        "coreTypes", "analyses", "projects", "organization", "currency", "throttling", "ignoreLateChanges", "fileQuota",
    ];

    /// <param name="path">Of a YAML file.</param>
    /// <param name="usual">What holds where the file is silent.</param>
    /// <param name="hasSlurm">Whether core types may be of the executor <c>slurm</c>.</param>
    /// <exception cref="ProblemException">InvalidInput with every fault.</exception>
    public static HpcConfiguration Read(string path, HpcConfiguration usual, bool hasSlurm)
    {
        var root = new InputObject(YamlText.ReadFile(path), "", []);
        root.RefuseOthers(Keys);
        var coreTypes = root.Has("coreTypes") ? [.. root.Objects("coreTypes").Select(entry => CoreTypeEntry.Read(entry, hasSlurm))] : usual.CoreTypes;
        var read = usual with
        {
            CoreTypes = coreTypes,
            Analyses = root.Has("analyses") ? [.. root.Objects("analyses").Select(entry => AnalysisEntry.Read(entry, coreTypes))] : usual.Analyses,
            Projects = root.Has("projects") ? [.. root.Objects("projects").Select(ProjectEntry.Read)] : usual.Projects,
            Organization = root.Object("organization") is { } organization ? OrganizationEntry.Read(organization, usual.Organization) : usual.Organization,
            Currency = root.Text("currency", longest: 3) ?? usual.Currency,
            Throttling = root.Object("throttling") is { } throttling ? ThrottleEntry.Read(throttling, usual.Throttling) : usual.Throttling,
            IgnoresLateChanges = root.Flag("ignoreLateChanges") ?? usual.IgnoresLateChanges,
            FileQuota = root.Number("fileQuota", least: 0) is { } gibibytes ? (long)(gibibytes * (1L << 30)) : usual.FileQuota,
        };
        Require(read.CoreTypes.Count > 0, root, "coreTypes", "There must be at least one core type.");
        Require(read.Analyses.Count > 0, root, "analyses", "There must be at least one analysis.");
        RefuseTwice(root, "coreTypes", read.CoreTypes.Select(type => type.Code));
        RefuseTwice(root, "analyses", read.Analyses.Select(analysis => analysis.Code));
        RefuseTwice(root, "projects", read.Projects.Select(project => project.Id));
        return root.Faults.Count == 0 ? read : throw Problem(path, root.Faults);
    }

    private static void Require(bool holds, InputObject root, string key, string sentence)
    {
        if (!holds)
        {
            root.Refuse(key, sentence);
        }
    }

    private static void RefuseTwice(InputObject root, string key, IEnumerable<string> codes)
    {
        foreach (var twice in codes.Where(code => code.Length > 0).GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            root.Refuse(key, $"'{twice.Key}' is there twice.");
        }
    }

    private static ProblemException Problem(string path, FieldErrors faults)
    {
        Fault[] all = [.. faults.Select(fault => new Fault(fault.Key, fault.Value))];
        return new(new(ProblemKind.InvalidInput, $"The configuration '{path}': {string.Join(' ', all.Select(fault => $"{fault.Pointer}: {fault.Message}"))}", "--hpc", all));
    }
}
