namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>Writes files whole or not at all; one that is there stays, since what would be written is the same.</summary>
internal static class Files
{
    internal static void WriteOnce(string path, Action<string> write)
    {
        if (File.Exists(path))
        {
            return;
        }

        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.partial");
        write(partial);
        File.Move(partial, path, overwrite: true);
    }
}
