using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube as a layer of maps: only the windows that are drawn are computed, at the resolution at which they are drawn. Nodata is NaN.
/// </summary>
public sealed class CubeLayer(CubePyramid pyramid) : ILayer
{
    /// <summary>Levels and times that files are kept open for.</summary>
    private const int MostScopes = 2;

    private readonly LinkedList<(Cube Cube, ReadScope Scope)> _scopes = new();
    private (Cube? Cube, Window Window) _lastWindow;
    private float[] _last = [];

    public RasterInfo Info => pyramid.Info;

    public LayerHeader ReadHeader() => pyramid.Header;

    /// <inheritdoc/>
    public void Read(LayerLevel level, int band, Window window, PixelType type, Span<byte> target)
    {
        var (time, plane) = Math.DivRem(band - 1, pyramid.BandCount);
        var cube = pyramid.At(level.Overview + 1, time);
        if (_lastWindow != (cube, window))
        {
            Compute(cube, window);
            _lastWindow = (cube, window);
        }

        var pixels = (int)window.Pixels;
        var samples = MemoryMarshal.AsBytes(_last.AsSpan(plane * pixels, pixels));
        if (type == PixelType.Float32)
        {
            samples.CopyTo(target);
            return;
        }

        Span<double> wide = new double[pixels];
        Samples.Widen(PixelType.Float32, samples, wide);
        Samples.Narrow(type, wide, target);
    }

    public void Dispose()
    {
        foreach (var (_, scope) in _scopes)
        {
            scope.Dispose();
        }

        _scopes.Clear();
    }

    private void Compute(Cube cube, Window window)
    {
        var pixels = (int)window.Pixels;
        var computed = new float[pixels * cube.Shape.Planes];
        try
        {
            CubeWalk.Strips(cube, window, ScopeOf(cube), strip =>
            {
                for (var plane = 0; plane < strip.Planes; plane++)
                {
                    Narrow(strip.Plane(plane), computed.AsSpan((plane * pixels) + ((strip.Window.Row - window.Row) * window.Width)));
                }
            });
        }
        catch (CubeException exception)
        {
            throw new RasterFileException(pyramid.Name, $"'{pyramid.Name}' cannot be computed: {exception.Message}");
        }

        _last = computed;
    }

    private ReadScope ScopeOf(Cube cube)
    {
        for (var node = _scopes.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Cube, cube))
            {
                _scopes.Remove(node);
                _scopes.AddFirst(node);
                return node.Value.Scope;
            }
        }

        if (_scopes.Count == MostScopes)
        {
            _scopes.Last!.Value.Scope.Dispose();
            _scopes.RemoveLast();
        }

        return _scopes.AddFirst((cube, new())).Value.Scope;
    }

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }
}
