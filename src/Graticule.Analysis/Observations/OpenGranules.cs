using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Observations;

/// <summary>The files that one thread reads: the last one stays open, since parts of one file follow each other.</summary>
internal sealed class OpenGranules : IDisposable
{
    private string? _path;
    private IDisposable? _open;
    private readonly Dictionary<int, float[]> _pixels = [];

    public GridGranule Grid(ObservationDataset dataset, Granule granule) => Open(granule.Path, () => GridGranule.Open(dataset, granule));

    public SwathGranule Swath(ObservationDataset dataset, Granule granule) => Open(granule.Path, () => SwathGranule.Open(dataset, granule));

    public PointTable Points(ObservationDataset dataset, Granule granule) =>
        Open(granule.Path, () => PointTable.Open(Path.Combine(dataset.Folder, granule.Table!)));

    /// <summary>All pixels of a variable of the swath that is open.</summary>
    public float[] Pixels(SwathGranule swath, int variable)
    {
        if (!_pixels.TryGetValue(variable, out var values))
        {
            values = _pixels[variable] = swath.Read(variable);
        }

        return values;
    }

    public void Dispose()
    {
        _open?.Dispose();
        (_open, _path) = (null, null);
        _pixels.Clear();
    }

    private T Open<T>(string path, Func<T> open)
        where T : class, IDisposable
    {
        if (_path == path && _open is T same)
        {
            return same;
        }

        Dispose();
        var opened = open();
        (_open, _path) = (opened, path);
        return opened;
    }
}
