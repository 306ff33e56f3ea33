using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube as a layer of maps: only the windows that are drawn are computed, at the resolution at which they are drawn. The labels of all
/// dimensions but x and y are its bands, the last dimension fastest; nodata is NaN.
/// </summary>
public sealed class CubeLayer : ILayer
{
    private const int Block = 256;

    private readonly string _name;
    private readonly IReadOnlyList<Cube> _levels;
    private readonly ReadScope _scope = new();
    private readonly LayerHeader _header;
    private (int Level, Window Window) _lastWindow = (-1, default);
    private float[] _last = [];

    /// <param name="name">What it is called in messages.</param>
    /// <param name="levels">The cube on its own grid, then on coarser ones, each smaller than the one before; all of the same bands.</param>
    /// <exception cref="CubeException">It has no regular grid.</exception>
    public CubeLayer(string name, IReadOnlyList<Cube> levels)
    {
        var grid = levels[0].Shape.Grid
            ?? throw new CubeException($"A map is drawn from a data cube with x and y on a regular grid, not from one of {levels[0].Shape}.");
        (_name, _levels) = (name, levels);
        var names = Names(levels[0].Shape).ToList();
        _header = new(
            [.. names.Select(band => new LayerBandHeader(band, "", Palette: null))],
            HasMask: false,
            [.. levels.Select((level, index) => new LayerLevel(index - 1, level.Shape.Width, level.Shape.Height, Block, Block))]);
        using var crs = grid.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        Info = new(
            "Cube",
            grid.Width,
            grid.Height,
            Block,
            Block,
            Block * Block * sizeof(float),
            [.. names.Select(_ => new BandInfo(PixelType.Float32, double.NaN, BandColor.None))],
            new([grid.Left, grid.StepX, 0, grid.Top, 0, grid.StepY], crs?.Wkt() ?? ""));
    }

    public RasterInfo Info { get; }

    public LayerHeader ReadHeader() => _header;

    /// <inheritdoc/>
    public void Read(LayerLevel level, int band, Window window, PixelType type, Span<byte> target)
    {
        var index = level.Overview + 1;
        if (_lastWindow != (index, window))
        {
            Compute(_levels[index], window);
            _lastWindow = (index, window);
        }

        var pixels = (int)window.Pixels;
        var samples = MemoryMarshal.AsBytes(_last.AsSpan((band - 1) * pixels, pixels));
        if (type == PixelType.Float32)
        {
            samples.CopyTo(target);
            return;
        }

        Span<double> wide = new double[pixels];
        Samples.Widen(PixelType.Float32, samples, wide);
        Samples.Narrow(type, wide, target);
    }

    public void Dispose() => _scope.Dispose();

    private void Compute(Cube cube, Window window)
    {
        var pixels = (int)window.Pixels;
        var computed = new float[pixels * cube.Shape.Planes];
        try
        {
            CubeWalk.Strips(cube, window, _scope, strip =>
            {
                for (var plane = 0; plane < strip.Planes; plane++)
                {
                    Narrow(strip.Plane(plane), computed.AsSpan((plane * pixels) + ((strip.Window.Row - window.Row) * window.Width)));
                }
            });
        }
        catch (CubeException exception)
        {
            throw new RasterFileException(_name, $"'{_name}' cannot be computed: {exception.Message}");
        }

        _last = computed;
    }

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }

    private static IEnumerable<string> Names(CubeShape shape) => shape.PlaneDimensions.Aggregate(
        (IEnumerable<string>)[""],
        (names, dimension) => names.SelectMany(name => dimension.Labels.Select(label => name.Length == 0 ? label.Text : $"{name} {label.Text}")));
}
