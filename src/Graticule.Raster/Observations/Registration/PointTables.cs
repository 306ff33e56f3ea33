using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Observations.Registration;

/// <summary>The tables of points in the index folder of a data set: one for each source file and state of it.</summary>
internal static class PointTables
{
    internal const string Extension = ".points";

    /// <summary>How long a table stays that no index names any more: jobs that began before may still open it.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(1);

    /// <summary>Another name for another state of the file, so that nobody's table changes while it is read.</summary>
    internal static string NameOf(SourceFile file, string reading) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Stamp}\n{reading}")), 0, 16) + Extension;

    internal static bool IsThere(string folder, Granule granule) => granule.Table is null || File.Exists(Path.Combine(folder, granule.Table));

    /// <summary>Marks the tables that have fallen out of the index, and removes those that did so long ago.</summary>
    internal static void Sweep(string folder, DatasetIndex? previous, DatasetIndex index)
    {
        var named = TablesOf(index);
        var justNow = TablesOf(previous);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(file => !named.Contains(file.Name)).ToList())
        {
            if (justNow.Contains(file.Name))
            {
                file.LastWriteTimeUtc = now;
            }
            else if (now - file.LastWriteTimeUtc > KeepFor)
            {
                file.Delete();
            }
        }
    }

    private static HashSet<string> TablesOf(DatasetIndex? index) =>
        (index is null ? [] : index.Dataset.Granules.Concat(index.Outside)).Select(granule => granule.Table).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
