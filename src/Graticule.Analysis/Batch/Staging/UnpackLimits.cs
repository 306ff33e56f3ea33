using System.Globalization;
using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>How much may be put into a work folder. Counted as it is written: what archives say of themselves may be a lie.</summary>
internal sealed class UnpackLimits(long mostBytes, int mostEntries = 100_000)
{
    private long _bytes;
    private int _entries;

    /// <exception cref="ProblemException">TooLarge.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > mostBytes)
        {
            throw new ProblemException(
                ProblemKind.TooLarge, string.Create(CultureInfo.InvariantCulture, $"with it the files come to more than the job's {mostBytes >> 20} MiB of disk."));
        }
    }

    /// <exception cref="ProblemException">TooLarge.</exception>
    public void AddEntry()
    {
        if (++_entries > mostEntries)
        {
            throw new ProblemException(ProblemKind.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the archives hold more than {mostEntries} files and folders."));
        }
    }
}
