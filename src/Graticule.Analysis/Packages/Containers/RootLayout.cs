namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// How a read-only root is laid out on an empty file system so that mounts find their place although the image has no such folder:
/// every entry of the image is bound, and a folder that lacks a mount's target is made anew from its entries.
/// </summary>
internal sealed class RootLayout
{
    private const int MostLinks = 40;

    private static readonly string[] Replaced = ["/dev", "/proc", "/sys", "/tmp"];

    private readonly string _root;
    private readonly List<string> _missing = [];
    private readonly List<string> _arguments = [];

    private RootLayout(string root) => _root = root;

    /// <summary>Arguments for bubblewrap.</summary>
    /// <param name="root">The image's root, on the host.</param>
    /// <param name="targets">Where mounts will be, inside; as <see cref="Resolve"/> gives them.</param>
    public static IReadOnlyList<string> Arguments(string root, IEnumerable<string> targets)
    {
        var layout = new RootLayout(root);
        layout._missing.AddRange(targets.Where(target => !Replaced.Any(folder => IsBelow(target, folder)) && !Path.Exists(root + target)));
        layout.Lay("");
        return layout._arguments;
    }

    /// <summary>Where a path inside really is, the image's symbolic links followed within the image.</summary>
    public static string Resolve(string root, string path)
    {
        var todo = new Stack<string>(Words(path).Reverse());
        List<string> done = [];
        for (var links = 0; todo.TryPop(out var word);)
        {
            if (word == "..")
            {
                done.RemoveRange(Math.Max(0, done.Count - 1), Math.Min(1, done.Count));
                continue;
            }

            done.Add(word);
            if (links < MostLinks && new FileInfo(root + Join(done)).LinkTarget is { } link)
            {
                links++;
                done.RemoveAt(done.Count - 1);
                if (link.StartsWith('/'))
                {
                    done.Clear();
                }

                foreach (var next in Words(link).Reverse())
                {
                    todo.Push(next);
                }
            }
        }

        return Join(done);
    }

    private static string Join(List<string> words) => "/" + string.Join('/', words);

    private static IEnumerable<string> Words(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(word => word != ".");

    private static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private void Lay(string folder)
    {
        foreach (var entry in new DirectoryInfo(_root + folder + "/").EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var inside = $"{folder}/{entry.Name}";
            if (Replaced.Contains(inside, StringComparer.Ordinal))
            {
                continue;
            }

            if (entry.LinkTarget is { } link)
            {
                _arguments.AddRange(["--symlink", link, inside]);
            }
            else if (entry is DirectoryInfo && _missing.Exists(target => target != inside && IsBelow(target, inside)))
            {
                _arguments.AddRange(["--perms", "0755", "--dir", inside]);
                Lay(inside);
            }
            else
            {
                _arguments.AddRange(["--ro-bind", entry.FullName, inside]);
            }
        }
    }
}
