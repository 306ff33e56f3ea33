using System.Collections.Concurrent;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube at several resolutions, as maps are drawn from it. Of a temporal dimension one label is shown at a time, and of the others nothing is
/// computed; the labels of the dimensions that remain are bands, the last dimension fastest. Shared by all threads.
/// </summary>
public sealed class CubePyramid
{
    /// <summary>Side of the squares that maps are computed in.</summary>
    internal const int Block = 256;

    private readonly IReadOnlyList<Cube> _levels;
    private readonly ConcurrentDictionary<(int Level, int Time), Cube> _selected = [];
    private readonly Dimension? _time;

    /// <param name="name">What it is called in messages.</param>
    /// <param name="levels">The cube on its own grid, then on coarser ones, each smaller than the one before; all of the same labels.</param>
    /// <exception cref="CubeException">It has no regular grid.</exception>
    public CubePyramid(string name, IReadOnlyList<Cube> levels)
    {
        var shape = levels[0].Shape;
        var grid = shape.Grid ?? throw new CubeException($"A map is drawn from a data cube with x and y on a regular grid, not from one of {shape}.");
        (Name, _levels) = (name, levels);
        _time = shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Temporal && dimension.Count > 0);
        var bands = Names(_time is null ? shape : shape.Without(_time)).ToList();
        BandCount = bands.Count;
        var all = Enumerable.Range(0, _time?.Count ?? 1).SelectMany(_ => bands).ToList();
        using var crs = grid.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        var wkt = crs?.Wkt() ?? "";
        Header = new(
            [.. all.Select(band => new LayerBandHeader(band, "", Palette: null))],
            HasMask: false,
            [.. levels.Select((level, index) => new LayerLevel(index - 1, level.Shape.Width, level.Shape.Height, Block, Block) { Place = PlaceOf(level, wkt) })])
        {
            Times = _time is null ? null : new(_time.Name, [.. _time.Labels.Select(label => label.Text)]),
        };
        var sample = new BandInfo(PixelType.Float32, double.NaN, BandColor.None);
        Info = new(
            "Cube",
            grid.Width,
            grid.Height,
            Block,
            Block,
            Block * Block * sizeof(float),
            [.. all.Select(_ => sample)],
            PlaceOf(levels[0], wkt));
    }

    internal string Name { get; }

    internal RasterInfo Info { get; }

    internal LayerHeader Header { get; }

    /// <summary>Bands of one time.</summary>
    internal int BandCount { get; }

    /// <summary>The cube at one level and one time; its planes are the bands.</summary>
    internal Cube At(int level, int time) => _time is null
        ? _levels[level]
        : _selected.GetOrAdd((level, time), key => _levels[key.Level].Select(_time.Name, [key.Time]));

    private static Georeference? PlaceOf(Cube cube, string wkt) =>
        cube.Shape.Grid is { } grid ? new([grid.Left, grid.StepX, 0, grid.Top, 0, grid.StepY], wkt) : null;

    private static IEnumerable<string> Names(CubeShape shape) => shape.PlaneDimensions.Aggregate(
        (IEnumerable<string>)[""],
        (names, dimension) => names.SelectMany(name => dimension.Labels.Select(label => name.Length == 0 ? label.Text : $"{name} {label.Text}")));
}
