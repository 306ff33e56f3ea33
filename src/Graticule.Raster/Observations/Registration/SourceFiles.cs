using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Observations.Registration;

/// <summary>A file of a data set, or a Zarr store.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Stamp">Others when it is changed.</param>
internal readonly record struct SourceFile(string Path, string Stamp);

/// <summary>Finds the files of a data set. Looks at names, lengths and times only.</summary>
internal static class SourceFiles
{
    private static readonly char[] Wildcards = ['*', '?', '['];

    /// <summary>The files, in the order of their paths.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="others">Folders of other data sets: what lies in them is not of this one.</param>
    internal static List<SourceFile> Of(DatasetSource source, IReadOnlySet<string> others)
    {
        var files = Directory.Exists(source.Path) ? InFolder(source, others)
            : File.Exists(source.Path) ? [StampOf(source.Path)]
            : source.Path.IndexOfAny(Wildcards) >= 0 ? ByPattern(source.Path)
            : [];
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>What is wrong with the path: there is nothing where it points; null: nothing is wrong.</summary>
    internal static string? Fault(DatasetSource source)
    {
        if (Path.Exists(source.Path))
        {
            return null;
        }

        var wildcard = source.Path.IndexOfAny(Wildcards);
        var folder = wildcard < 0 ? source.Path : RootOf(source.Path, wildcard);
        return Directory.Exists(folder) ? null : $"There is no {(wildcard < 0 ? "file or folder" : "folder")} '{folder}'.";
    }

    private static IEnumerable<SourceFile> InFolder(DatasetSource source, IReadOnlySet<string> others) => Walk(
        source.Path,
        folder => folder == source.Path || !others.Contains(folder),
        name => FileFormats.Knows(name, source.Format));

    private static IEnumerable<SourceFile> ByPattern(string pattern)
    {
        var root = RootOf(pattern, pattern.IndexOfAny(Wildcards));
        var expression = ExpressionOf(pattern);
        return Directory.Exists(root) ? Walk(root, _ => true, _ => true, expression.IsMatch) : [];
    }

    /// <param name="folder">Where to begin; itself it may be a link.</param>
    /// <param name="enters">Whether a folder is looked into.</param>
    /// <param name="takes">Whether a file is one of the data set, by its name.</param>
    /// <param name="fits">The same by the whole path, for Zarr stores too; null: all do.</param>
    private static IEnumerable<SourceFile> Walk(string folder, Func<string, bool> enters, NamePredicate takes, Func<string, bool>? fits = null)
    {
        if (FileFormats.IsZarr(folder))
        {
            return fits is null || fits(folder) ? [StampOfStore(folder)] : [];
        }

        FileSystemEnumerable<string> entries = new(folder, static (ref entry) => entry.ToFullPath(), new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref entry) => !FileFormats.IsHidden(entry.FileName) && (entry.IsDirectory
                ? !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                : takes(entry.FileName)),
        };
        var found = entries.Order(StringComparer.Ordinal).ToList();
        return found.SelectMany(path => Directory.Exists(path)
            ? enters(path) ? Walk(path, enters, takes, fits) : []
            : fits is null || fits(path) ? [StampOf(path)] : (IEnumerable<SourceFile>)[]);
    }

    private delegate bool NamePredicate(ReadOnlySpan<char> name);

    private static SourceFile StampOf(string path)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            file = target;
        }

        return new(path, file.Exists ? $"{file.Length}-{file.LastWriteTimeUtc.Ticks}" : "absent");
    }

    /// <summary>Of its descriptions and the folders of its arrays, since the chunks of a store may be millions.</summary>
    private static SourceFile StampOfStore(string folder)
    {
        long length = 0;
        long changed = 0;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            Count(entry);
            if (entry is DirectoryInfo array)
            {
                foreach (var description in array.EnumerateFiles("*.json").Concat(array.EnumerateFiles(".z*")))
                {
                    Count(description);
                }
            }
        }

        return new(folder, $"{length}-{changed}");

        void Count(FileSystemInfo entry)
        {
            length += entry is FileInfo file ? file.Length : 1;
            changed = Math.Max(changed, entry.LastWriteTimeUtc.Ticks);
        }
    }

    private static string RootOf(string pattern, int wildcard) => pattern.LastIndexOf('/', wildcard) is > 0 and var slash ? pattern[..slash] : "/";

    /// <summary>As <c>fnmatch</c> of Python, by which SDAP asks whose a file is: <c>*</c> passes folders.</summary>
    private static Regex ExpressionOf(string pattern)
    {
        StringBuilder expression = new("^");
        var at = 0;
        while (at < pattern.Length)
        {
            var end = pattern[at] == '[' ? pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) : -1;
            if (end > 0)
            {
                var set = pattern[(at + 1)..end];
                expression.Append('[').Append(set[0] == '!' ? "^" + Escaped(set[1..]) : Escaped(set)).Append(']');
                at = end + 1;
                continue;
            }

            expression.Append(pattern[at] switch { '*' => ".*", '?' => ".", var sign => Regex.Escape(sign.ToString()) });
            at++;
        }

        return new(expression.Append(@"\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

        static string Escaped(string set) => set.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
    }
}
