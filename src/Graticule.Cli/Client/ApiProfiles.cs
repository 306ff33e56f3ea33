using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>
/// The file of profiles that clients of Rescale's API read: sections with <c>apibaseurl</c> and <c>apikey</c>. What else it has stays as it is.
/// Some scripts read its second and third line without looking at names: 'default' is always first, its address before its key.
/// </summary>
internal sealed class ApiProfiles(string path)
{
    public const string Default = "default";

    private const string Address = "apibaseurl";
    private const string Key = "apikey";

    /// <summary>Of this user.</summary>
    public static ApiProfiles Own => new(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "rescale", "apiconfig"));

    public string FilePath => path;

    /// <summary>By name, in the order of the file; empty where there is no file.</summary>
    /// <exception cref="ProblemException">InvalidInput: a section without an address.</exception>
    public IReadOnlyList<(string Name, ApiProfile Profile)> Read() => [.. Sections().Select(section => (section.Name, ProfileOf(section)))];

    /// <summary>Null when there is none of this name.</summary>
    /// <exception cref="ProblemException">InvalidInput: it has no address.</exception>
    public ApiProfile? Find(string name) => Sections().FirstOrDefault(section => section.Name == name) is { } found ? ProfileOf(found) : null;

    /// <summary>Adds a profile or replaces what one of that name had.</summary>
    /// <exception cref="ProblemException">InvalidInput: a name or value that the file cannot hold.</exception>
    public void Save(string name, ApiProfile profile)
    {
        Check(name, "name");
        Check(profile.Server, "address");
        Check(profile.Key ?? "", "key");
        if (name.Contains(']', StringComparison.Ordinal) || name.Length == 0)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"'{name}' can be no profile's name; it must have letters, and no ']'.");
        }

        var sections = Sections();
        var old = sections.FirstOrDefault(section => section.Name == name);
        string[] lines =
        [
            $"{Address} = {profile.Server.TrimEnd('/')}",
            $"{Key} = {profile.Key}",
            .. (old?.Lines ?? []).Where(line => Split(line).Name is not (Address or Key)),
        ];
        Section saved = new(name, lines);
        Write(old is null ? [.. sections, saved] : [.. sections.Select(section => section == old ? saved : section)]);
    }

    /// <summary>False when there is none of this name.</summary>
    public bool Remove(string name)
    {
        var sections = Sections();
        var left = sections.Where(section => section.Name != name).ToList();
        if (left.Count < sections.Count)
        {
            Write(left);
        }

        return left.Count < sections.Count;
    }

    private static void Check(string value, string what)
    {
        if (value.Any(char.IsControl))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The {what} has a character that is none of a text, such as an end of line.");
        }
    }

    private ApiProfile ProfileOf(Section section)
    {
        var values = section.Lines.Select(Split).Where(value => value.Name is Address or Key).ToLookup(value => value.Name, value => value.Value, StringComparer.Ordinal);
        return values[Address].FirstOrDefault() is { Length: > 0 } server
            ? new(server.TrimEnd('/'), values[Key].FirstOrDefault() is { Length: > 0 } key ? key : null)
            : throw new ProblemException(ProblemKind.InvalidInput, $"The profile '{section.Name}' in {path} has no {Address}.");
    }

    private static (string Name, string Value) Split(string line)
    {
        var at = line.IndexOfAny(['=', ':']);
        return at < 0 || line.TrimStart() is ['#' or ';', ..] ? ("", "") : (line[..at].Trim().ToLowerInvariant(), line[(at + 1)..].Trim().Trim('"', '\''));
    }

    private List<Section> Sections()
    {
        List<Section> sections = [];
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.Trim() is ['[', .. var name, ']'])
            {
                sections.Add(new(name.Trim(), []));
            }
            else if (sections.Count > 0 && line.Trim().Length > 0)
            {
                sections[^1] = sections[^1] with { Lines = [.. sections[^1].Lines, line] };
            }
        }

        return sections;
    }

    /// <summary>Whole or not at all, and for nobody else to read: it holds keys.</summary>
    private void Write(IEnumerable<Section> sections)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Environment.ProcessId}.part";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(part, options))
        {
            foreach (var section in sections.OrderBy(section => section.Name != Default))
            {
                writer.Write($"[{section.Name}]\n{string.Concat(section.Lines.Select(line => line + "\n"))}\n");
            }
        }

        File.Move(part, path, overwrite: true);
    }

    private sealed record Section(string Name, IReadOnlyList<string> Lines);
}
