using Graticule.Analysis.Batch;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>How a version of a software is made usable for a command.</summary>
internal static class SoftwareCommand
{
    /// <summary>Where the shell functions of environment modules are, in the two programs that there are for them.</summary>
    private const string Modules =
        "for init in /usr/share/lmod/lmod/init/bash /usr/share/modules/init/bash; do [ -f \"$init\" ] && . \"$init\" && break; done; module load ";

    /// <summary>An analysis without a command.</summary>
    public static BatchAnalysis Make(AnalysisVersion version, Dictionary<string, string> variables) => new("")
    {
        Environment = variables,
        Setup = version.Start.Modules.Count > 0 ? Modules + string.Join(' ', version.Start.Modules.Select(Quote)) : null,
        Paths = version.Start.Path,
        Folders = [.. version.Start.Path.Select(Home).Concat(ModuleFolders(variables)).Distinct(StringComparer.Ordinal)],
        HasNetwork = version.AllowsNetwork,
        Image = version.Start.Image,
    };

    /// <summary>Beside the programs of an installation lie its libraries.</summary>
    private static string Home(string path) =>
        path.TrimEnd('/') is var folder && folder.EndsWith("/bin", StringComparison.Ordinal) && folder.Count(letter => letter == '/') > 1 ? folder[..^4] : folder;

    private static IEnumerable<string> ModuleFolders(Dictionary<string, string> variables) =>
        (variables.GetValueOrDefault("MODULEPATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(path => path.StartsWith('/'));

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
