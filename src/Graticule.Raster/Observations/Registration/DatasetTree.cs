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
            foreach (var file in FilesOf(source, folders))
            {
                Add($"{file.Path}\n{file.Stamp}\n");
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The folders that are data sets themselves.</summary>
    internal static HashSet<string> FoldersOf(IEnumerable<DatasetSource> sources) => new(sources.Select(source => source.Path).Where(Directory.Exists), StringComparer.Ordinal);

    /// <summary>None where the folder cannot be looked into.</summary>
    internal static List<SourceFile> FilesOf(DatasetSource source, IReadOnlySet<string> folders)
    {
        try
        {
            return SourceFiles.Of(source, folders);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
