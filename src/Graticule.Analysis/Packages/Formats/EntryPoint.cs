using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>The additional parameter <c>entry-point</c> of a command package: the beginning of its command line.</summary>
internal static class EntryPoint
{
    /// <summary>Options of <c>singularity exec</c> whose value is the next word.</summary>
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "-B", "--bind", "-H", "--home", "-W", "--workdir", "--pwd", "--env", "--env-file", "--network", "-S", "--scratch", "-o", "--overlay", "--app",
    };

    /// <summary>Its words; empty when it is no text, or blank; null when there is none.</summary>
    public static string[]? Find(ProcessDescription process)
    {
        if (process.AdditionalParameters.FirstOrDefault(one => one.Name == "entry-point") is not { } found)
        {
            return null;
        }

        var text = found.Values is [var only] ? JsonMembers.TextOf(only) : null;
        return (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The image of <c>singularity exec IMAGE …</c>; null for any other command.</summary>
    public static string? Image(string[] words)
    {
        if (words is not ["singularity" or "apptainer", "exec" or "run", .. var rest])
        {
            return null;
        }

        var index = 0;
        while (index < rest.Length && rest[index].StartsWith('-'))
        {
            index += WithValue.Contains(rest[index]) ? 2 : 1;
        }

        return index < rest.Length ? rest[index] : null;
    }
}
