using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Finds bands by what users call them.</summary>
internal static class BandNames
{
    /// <summary>The positions of the bands of a name: the one with that label, or all that have it as their common name.</summary>
    internal static IReadOnlyList<int> Find(Dimension bands, string name)
    {
        var position = bands.Labels.IndexOf(name);
        return position >= 0
            ? [position]
            : [.. Enumerable.Range(0, bands.Bands?.Count ?? 0).Where(i => string.Equals(bands.Bands![i].CommonName, name, StringComparison.Ordinal))];
    }

    /// <summary>The positions of the bands whose centre lies between two wavelengths, both included, in micrometres.</summary>
    internal static IReadOnlyList<int> Find(Dimension bands, double least, double greatest) =>
        [.. Enumerable.Range(0, bands.Bands?.Count ?? 0).Where(i => bands.Bands![i].Wavelength is { } centre && centre >= least && centre <= greatest)];
}
