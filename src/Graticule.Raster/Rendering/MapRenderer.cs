using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Draws, describes and cuts raster files with GDAL, in this process. Every call does its work on the thread that makes it, and any
/// number of threads may call; decoded blocks are shared between them.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="opener">Opens what is no raster file; null: only raster files are drawn.</param>
public sealed class MapRenderer(MapRendererOptions? options = null, ILayerOpener? opener = null) : IMapRenderer, IDisposable
{
    private const int JpegQuality = 80;
    private const long GdalCacheBytes = 256L << 20;

    /// <summary>Pictures with more pixels than this are drawn one at a time.</summary>
    private const int LargePicture = 4 << 20;

    private readonly MapRendererOptions _options = options ?? new();
    private readonly Lru<BlockKey, byte[]> _blocks = new((options ?? new()).CacheBytes, block => block.Length);
    private readonly Lru<(int Source, int Band), BandSample> _figures = new(4096, _ => 1);
    private readonly Lru<(int Width, int Height), byte[]> _empty = new(64, _ => 1);
    private readonly MapSources _files = new(opener);
    private readonly Transforms _transforms = new();
    private readonly Lock _large = new();

    /// <summary>A renderer that has its process to itself: GDAL's own cache, which holds a block only until its bands are taken out, is kept small.</summary>
    public static MapRenderer OfProcess(ILayerOpener? opener)
    {
        GdalLibrary.SetCache(GdalCacheBytes);
        return new(opener: opener);
    }

    public Task<ReadOnlyMemory<byte>> DrawAsync(MapRequest request, CancellationToken cancellationToken) =>
        Task.Run<ReadOnlyMemory<byte>>(() => Draw(request, cancellationToken), cancellationToken);

    public Task<LayerInfo> DescribeAsync(LayerRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => Describe(request, cancellationToken), cancellationToken);

    public Task<PointValues> ProbeAsync(PointRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => Probe(request, cancellationToken), cancellationToken);

    public Task WriteAsync(CoverageRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => Write(request, cancellationToken), cancellationToken);

    /// <inheritdoc cref="DrawAsync"/>
    public byte[] Draw(MapRequest request, CancellationToken cancellationToken)
    {
        RequestCheck.Check(request);
        if ((long)request.Width * request.Height <= LargePicture)
        {
            return Guard(() => DrawNow(request, cancellationToken));
        }

        lock (_large)
        {
            return Guard(() => DrawNow(request, cancellationToken));
        }
    }

    /// <inheritdoc cref="DescribeAsync"/>
    public LayerInfo Describe(LayerRequest request, CancellationToken cancellationToken) => Guard(() =>
    {
        var source = _files.Get(request.Path);
        return LayerDescription.Make(source, request.Crs, request.WithFigures, _transforms, band => Figures(source, band, cancellationToken));
    });

    /// <inheritdoc cref="ProbeAsync"/>
    public PointValues Probe(PointRequest request, CancellationToken cancellationToken) => Guard(() =>
    {
        var source = _files.Get(request.Path);
        using var ground = Ground(source, request.Crs, new(request.X, request.Y, request.X + 1, request.Y + 1), 1, 1);
        return PointProbe.Read(_files, _blocks, source, ground.Places, request.Time, cancellationToken);
    });

    /// <inheritdoc cref="WriteAsync"/>
    public void Write(CoverageRequest request, CancellationToken cancellationToken)
    {
        RequestCheck.Check(request);
        Guard(() =>
        {
            var source = _files.Get(request.Path);
            var writer = new CoverageWriter(request, source, _transforms, (level, bands) => new(_files, _blocks, source, level, bands, cancellationToken));
            writer.Write(_options.Threads, cancellationToken);
            return true;
        });
    }

    public void Dispose()
    {
        _files.Dispose();
        _transforms.Dispose();
    }

    private byte[] DrawNow(MapRequest request, CancellationToken cancellationToken)
    {
        var source = _files.Get(request.Path);
        var plan = DrawingPlan.Make(request, source, band => Figures(source, band, cancellationToken));
        var canvas = DrawCanvas(request, source, plan, cancellationToken);
        var picture = Encode(request, canvas, plan);
        Canvas.Release(canvas);
        return picture;
    }

    private byte[] Encode(MapRequest request, Canvas canvas, DrawingPlan plan)
    {
        if (request.MediaType == MapRequest.Jpeg)
        {
            var picture = Finishing.WithoutPalette(canvas, plan.Ramp, plan.Palette, request.Background);
            return JpegEncoder.Encode(picture.Width, picture.Height, picture.Channels, picture.Pixels, JpegQuality);
        }

        if (!request.IsTransparent)
        {
            return PngEncoder.Encode(Finishing.Opaque(canvas, plan.Ramp, plan.Palette, request.Background));
        }

        return canvas.IsEmpty ? Empty(canvas.Width, canvas.Height) : PngEncoder.Encode(Finishing.Transparent(canvas, plan.Ramp, plan.Palette));
    }

    private Canvas DrawCanvas(MapRequest request, MapSource source, DrawingPlan plan, CancellationToken cancellationToken)
    {
        var bands = source.Header.HasMask ? [.. plan.Bands, LayerFile.Mask] : plan.Bands;
        var (box, width, height) = (request.Box, request.Width, request.Height);
        if (source.IsAligned && IsOwn(source, request.Crs))
        {
            var blocks = Open(AxisMap.Scale(source, box, width, height));
            return new MapDrawing(plan, source, blocks, width)
                .Draw(AxisMap.Columns(source, blocks.Level, box, width), AxisMap.Rows(source, blocks.Level, box, height));
        }

        using var ground = Ground(source, request.Crs, box, width, height);
        var map = GridMap.Make(ground.Places, width, height);
        return new MapDrawing(plan, source, Open(map.Scale), width).Draw(map, source, width, height);

        BlockReader Open(double scale) => new(_files, _blocks, source, source.LevelFor(scale), bands, cancellationToken);
    }

    private BorrowedGround Ground(MapSource source, string? crs, Box box, int width, int height)
    {
        if (IsOwn(source, crs))
        {
            return new(_transforms, "", "", null, new(source, null, box, width, height));
        }

        var transform = _transforms.Rent(crs!, source.Wkt!);
        return new(_transforms, crs!, source.Wkt!, transform, new(source, transform, box, width, height));
    }

    /// <summary>Whether a request speaks of the file's own CRS.</summary>
    private bool IsOwn(MapSource source, string? crs)
    {
        if (string.IsNullOrEmpty(crs))
        {
            return true;
        }

        return source.Wkt is { } wkt
            ? string.Equals(crs, source.CrsName, StringComparison.OrdinalIgnoreCase) || _transforms.AreSame(crs, wkt)
            : throw new MapRequestException(nameof(MapRequest.Crs), "The file has no coordinate reference system, so it can only be shown in its own pixels: leave the CRS out.");
    }

    private BandSample Figures(MapSource source, int band, CancellationToken cancellationToken)
    {
        if (!_figures.TryGet((source.Id, band), out var sample))
        {
            sample = BandSample.Take(_files, _blocks, source, band, cancellationToken);
            _figures.Add((source.Id, band), sample);
        }

        return sample;
    }

    private byte[] Empty(int width, int height)
    {
        if (!_empty.TryGet((width, height), out var png))
        {
            png = PngEncoder.Encode(new(width, height, PictureKind.Indexed, new byte[width * height], [0]));
            _empty.Add((width, height), png);
        }

        return png;
    }

    private static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (RasterFileException exception)
        {
            throw new MapRequestException(nameof(MapRequest.Path), exception.Message, exception);
        }
        catch (GdalException exception)
        {
            throw new MapRequestException(nameof(MapRequest.MediaType), exception.Message, exception);
        }
    }

    private sealed record BorrowedGround(Transforms Owner, string From, string To, CoordinateTransform? Transform, GroundPlaces Places) : IDisposable
    {
        public void Dispose()
        {
            if (Transform is not null)
            {
                Owner.Return(From, To, Transform);
            }
        }
    }
}

/// <summary>Limits of a <see cref="MapRenderer"/>.</summary>
public sealed record MapRendererOptions
{
    /// <summary>Decoded samples kept, in bytes: 1 GiB, or an eighth of the memory that is there if that is less.</summary>
    public long CacheBytes { get; init; } = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    /// <summary>Threads that compress a coverage.</summary>
    public int Threads { get; init; } = Math.Min(4, Environment.ProcessorCount);
}
