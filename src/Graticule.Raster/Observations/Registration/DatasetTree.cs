using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Observations.Registration;

/// <summary>All that a scan would look at, seen from outside: names, lengths and times of files. Works without GDAL.</summary>
public static class DatasetTree
{
    /// <summary>A text that changes when a file of a data set, or the configuration, is added, changed or removed.</summary>
    /// <param name="paths">Configuration files and folders of dropped files.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static string StampOf(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var configuration = DatasetSources.Read(paths);
        foreach (var refused in configuration.Refused.Concat(configuration.Notes))
        {
            Add($"{refused.Name}\n{refused.Reason}\n");
        }

        var folders = FoldersOf(configuration.Sources);
        foreach (var source in configuration.Sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add($"{source.Id}\n{ReadingDigest.Of(source)}\n{source.Title}\n{source.From}\n{source.To}\n{string.Join('|', source.Attributes)}\n");
            var (files, fault) = Find(source, folders);
            Add($"{fault}\n");
            foreach (var file in files)
            {
                Add($"{file.Path}\n{file.Stamp}\n");
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The folders that are data sets themselves.</summary>
    internal static HashSet<string> FoldersOf(IEnumerable<DatasetSource> sources) => new(sources.Select(source => source.Path).Where(Directory.Exists), StringComparer.Ordinal);

    /// <summary>The files of a data set, or why they cannot be looked for at present.</summary>
    internal static (List<SourceFile> Files, string? Fault) Find(DatasetSource source, IReadOnlySet<string> folders)
    {
        try
        {
            return SourceFiles.Fault(source) is { } fault ? ([], fault) : (SourceFiles.Of(source, folders), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that went away meanwhile, or one that may not be read: not the same as no files.
            return ([], $"Its files cannot be looked for: {exception.Message}");
        }
    }
}
