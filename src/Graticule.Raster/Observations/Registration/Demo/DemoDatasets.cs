namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>Data sets of observations to try things with: made-up ones, the same on every machine, and a real one where it is installed.</summary>
public static class DemoDatasets
{
    /// <summary>A daily analysis of sea surface temperature, 2 degrees, out of the package r-cran-stars.</summary>
    private const string RealId = "avhrr-oi-2deg";

    private static readonly string RealFile = Path.Join("/", "usr", "lib", "R", "site-library", "stars", "nc", "reduced.nc");

    private const string RealDescription =
        "title: AVHRR optimum interpolation sea surface temperature, 31 December 1981, 2 degrees\ndimensionNames:\n  variables: [sst, anom, err, ice]\n";

    /// <summary>Writes them, a folder each; files that are there already stay.</summary>
    /// <param name="folder">For <c>--datasets</c>; made when it is not there.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>Ids of the data sets.</returns>
    public static IReadOnlyList<string> Write(string folder, CancellationToken cancellationToken)
    {
        ChlorophyllGrids.Write(Path.Combine(folder, ChlorophyllGrids.Id), cancellationToken);
        SailTracks.Write(Path.Combine(folder, SailTracks.Id), cancellationToken);
        SwathPasses.Write(Path.Combine(folder, SwathPasses.Id), cancellationToken);
        string[] made = [ChlorophyllGrids.Id, SailTracks.Id, SwathPasses.Id];
        return CopyReal(folder) ? [.. made, RealId] : made;
    }

    private static bool CopyReal(string folder)
    {
        var own = Path.Combine(folder, RealId);
        var copy = Path.Combine(own, Path.GetFileName(RealFile));
        if (!File.Exists(copy) && !File.Exists(RealFile))
        {
            return false;
        }

        Directory.CreateDirectory(own);
        Files.WriteOnce(copy, partial => File.Copy(RealFile, partial, overwrite: true));
        Files.WriteOnce(Path.Combine(own, "dataset.yaml"), partial => File.WriteAllText(partial, RealDescription));
        return true;
    }
}
