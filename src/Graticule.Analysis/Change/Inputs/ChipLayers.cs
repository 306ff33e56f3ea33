using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>The layers that an address names.</summary>
internal static class ChipLayers
{
    /// <summary>Those of registered files; none named: all that change detection reads.</summary>
    /// <param name="ubids">As the address has them.</param>
    /// <param name="notes">Told of layers that are not needed.</param>
    /// <exception cref="ProblemException">InvalidInput: one is unknown.</exception>
    internal static IReadOnlyList<ArdLayer> Of(IReadOnlyList<string> ubids, List<string> notes)
    {
        if (ubids.Count == 0)
        {
            return ArdLayers.Inputs;
        }

        List<ArdLayer> layers = [];
        foreach (var ubid in ubids)
        {
            var layer = ArdLayers.Find(ubid)
                ?? throw new ProblemException(ProblemKind.InvalidInput, $"'{ubid}' is no layer of registered files; LC08_SRB2 or LANDSAT_8/OLI_TIRS/SRB2 is one, and /lcmap/registry lists all.", "source");
            if (layer.Band is null)
            {
                notes.Add($"'{ubid}' is not read: change detection has no use for it.");
            }
            else
            {
                layers.Add(layer);
            }
        }

        return layers;
    }
}
