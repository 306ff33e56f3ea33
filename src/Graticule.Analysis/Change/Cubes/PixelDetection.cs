using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>Detection in the cells of blocks of a cube, for one thread.</summary>
internal sealed class PixelDetection : IDisposable
{
    /// <summary>Cells that are gathered at once: a line of the processor's cache of each plane.</summary>
    private const int Together = 8;

    private readonly ChangePlan _plan;
    private readonly PixelPlanes _planes;
    private readonly CcdcDetector _detector;
    private readonly double[][] _values;
    private readonly QaClass[][] _shown;

    internal PixelDetection(ChangePlan plan, PixelPlanes planes)
    {
        (_plan, _planes, _detector) = (plan, planes, new(planes.Dates));
        _values = [.. Enumerable.Range(0, Together).Select(_ => new double[planes.Count * plan.Lanes.Count])];
        _shown = [.. Enumerable.Range(0, Together).Select(_ => new QaClass[planes.Count])];
    }

    /// <summary>Calls with the result of each cell, in order.</summary>
    internal void Run(Block block, Action<int, CcdcResult> take)
    {
        for (var first = 0; first < block.PlaneLength; first += Together)
        {
            var count = Math.Min(Together, block.PlaneLength - first);
            Gather(block, first, count);
            for (var i = 0; i < count; i++)
            {
                take(first + i, _detector.Detect(_values[i], _shown[i]));
            }
        }
    }

    public void Dispose()
    {
        // Nothing is open: the thread's scope keeps what it can dispose of.
    }

    private void Gather(Block block, int first, int count)
    {
        var lanes = _plan.Lanes;
        for (var date = 0; date < _planes.Count; date++)
        {
            for (var lane = 0; lane < lanes.Count; lane++)
            {
                var cells = block.Plane(_planes.Of(date, lane)).Slice(first, count);
                var (scale, offset) = (lanes[lane].Scale, lanes[lane].Offset);
                for (var i = 0; i < cells.Length; i++)
                {
                    _values[i][(date * lanes.Count) + lane] = (cells[i] * scale) + offset;
                }
            }

            GatherQuality(block, date, first, count);
        }
    }

    /// <summary>What is missing from any band shows nothing, whatever its quality.</summary>
    private void GatherQuality(Block block, int date, int first, int count)
    {
        var qualities = _planes.OfQuality(date) is { } plane ? block.Plane(plane).Slice(first, count) : default;
        var lanes = _plan.Lanes.Count;
        for (var i = 0; i < count; i++)
        {
            _shown[i][date] = qualities.IsEmpty ? QaClass.Clear : _plan.Quality.Shown(qualities[i]);
            foreach (var value in _values[i].AsSpan(date * lanes, lanes))
            {
                if (!double.IsFinite(value))
                {
                    _shown[i][date] = QaClass.Fill;
                    break;
                }
            }
        }
    }
}
