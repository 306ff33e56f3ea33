using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>One of <c>analyses</c>.</summary>
internal static class AnalysisEntry
{
    private static readonly string[] Keys = ["code", "name", "description", "vendor", "versions"];

    private static readonly string[] VersionKeys = ["code", "name", "coreTypes", "environment", "path", "modules", "image", "network"];

    public static Software Read(InputObject entry, IReadOnlyList<CoreType> coreTypes)
    {
        entry.RefuseOthers(Keys);
        var code = entry.Code("code");
        var versions = entry.Objects("versions");
        if (versions.Count == 0)
        {
            entry.Refuse("versions", "There must be at least one version.");
        }

        return new()
        {
            Code = code,
            Name = entry.Text("name") ?? code,
            Description = entry.Text("description", longest: 1 << 16) ?? "",
            Vendor = entry.Text("vendor") ?? "",
            Versions = [.. versions.Select(version => ReadVersion(version, coreTypes))],
        };
    }

    private static AnalysisVersion ReadVersion(InputObject entry, IReadOnlyList<CoreType> coreTypes)
    {
        entry.RefuseOthers(VersionKeys);
        var code = entry.Code("code");
        var allowed = entry.Names("coreTypes") ?? [];
        foreach (var unknown in allowed.Where(name => coreTypes.All(type => type.Code != name)))
        {
            entry.Refuse("coreTypes", $"There is no core type '{unknown}'.");
        }

        var path = entry.Names("path") ?? [];
        foreach (var folder in path.Where(folder => !Path.IsPathRooted(folder)))
        {
            entry.Refuse("path", $"'{folder}' must be an absolute folder.");
        }

        return new()
        {
            Code = code,
            Name = entry.Text("name") ?? code,
            CoreTypes = allowed,
            AllowsNetwork = entry.Flag("network") ?? false,
            Start = new() { Environment = entry.Texts("environment"), Path = path, Modules = entry.Names("modules") ?? [], Image = entry.Text("image") },
        };
    }
}
