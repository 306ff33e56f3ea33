namespace Graticule.Raster.Observations.Registration;

/// <summary>One scan at a time writes into an index folder; a scan that is killed leaves no lock behind.</summary>
internal static class ScanLock
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until no other process scans, and keeps others waiting until it is disposed.</summary>
    internal static FileStream Take(string indexFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(indexFolder).FullName, ".scan.lock");
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                cancellationToken.WaitHandle.WaitOne(LookEvery);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
