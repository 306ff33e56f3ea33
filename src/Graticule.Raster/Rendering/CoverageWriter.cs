using System.Globalization;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Writes a part of a raster as a file. As long as the pixels stay what they are, a window is copied; when another size or CRS is asked
/// for, GDAL's warper resamples. Both work through the raster piece by piece; of a layer that is computed the part that is needed is computed
/// first, at the level that fits the resolution asked for.
/// </summary>
/// <param name="request">What is wanted.</param>
/// <param name="source">The layer.</param>
/// <param name="transforms">Between reference systems.</param>
/// <param name="open">Reads bands of one of the layer's levels.</param>
internal sealed class CoverageWriter(CoverageRequest request, MapSource source, Transforms transforms, Func<int, IReadOnlyList<int>, BlockReader> open)
{
    private const string Tiled = "TILED=YES BLOCKXSIZE=512 BLOCKYSIZE=512 COMPRESS=DEFLATE ZLEVEL=1 BIGTIFF=IF_SAFER";

    private readonly bool _isCopy = CoverageGeometry.IsCopy(request, source, transforms);

    /// <exception cref="MapRequestException">The request cannot be served.</exception>
    /// <exception cref="GdalException">The file cannot be written.</exception>
    internal void Write(int threads, CancellationToken cancellationToken)
    {
        var format = RasterFormats.Find(request.MediaType) ?? throw new MapRequestException(
            nameof(request.MediaType), $"'{request.MediaType}' is not written; choose {string.Join(", ", RasterFormats.All.Select(known => known.MediaTypes[0]))}.");
        var count = source.BandCount;
        if (request.Bands?.Any(number => number < 1 || number > count) == true || request.Bands?.Count == 0)
        {
            throw new MapRequestException(nameof(request.Bands), $"The file has bands 1 to {count}; '{string.Join(",", request.Bands)}' is asked for.");
        }

        using var cut = new PartialFile(Path.ChangeExtension(request.Target, ".tif"));
        using var result = new PartialFile(Path.ChangeExtension(request.Target, format.Extension));
        if (source.IsComputed)
        {
            Compute(cut.Path, format, cancellationToken);
        }
        else
        {
            Cut(cut.Path, format, cancellationToken);
        }

        format.Write(new(cut.Path, result.Path, null, threads, null, cancellationToken));
        File.Move(result.Path, request.Target, overwrite: true);
    }

    private void Cut(string target, RasterFormat format, CancellationToken cancellationToken)
    {
        if (_isCopy)
        {
            var window = CoverageGeometry.Window(request, source, transforms);
            RequireSize(format, window.Width, window.Height);
            RasterPrograms.Translate(source.Path, target, [.. CutOptions(window), .. BandOptions(request.Bands)], cancellationToken);
            return;
        }

        RasterPrograms.Warp(source.Path, target, WarpOptions(), cancellationToken);
        if (request.Bands is not null)
        {
            using var picked = new PartialFile(target);
            RasterPrograms.Translate(target, picked.Path, [.. Creation(), .. BandOptions(request.Bands)], cancellationToken);
            File.Move(picked.Path, target, overwrite: true);
        }
    }

    private void Compute(string target, RasterFormat format, CancellationToken cancellationToken)
    {
        var first = source.FirstBandOf(request.Time);
        List<int> bands = [.. (request.Bands ?? [.. Enumerable.Range(1, source.BandCount)]).Select(number => first + number)];
        using var part = new PartialFile(target);
        if (_isCopy)
        {
            var window = CoverageGeometry.Window(request, source, transforms);
            RequireSize(format, window.Width, window.Height);
            LayerCut.Write(open(0, bands), source, window, part.Path, cancellationToken);
            RasterPrograms.Translate(part.Path, target, Creation(), cancellationToken);
            return;
        }

        var needed = CoverageGeometry.Needed(request, source, transforms);
        var level = source.LevelFor(CoverageGeometry.ScaleOf(request, source, needed));
        var blocks = open(level, bands);
        LayerCut.Write(blocks, source, LayerCut.Around(source, blocks.Level, needed), part.Path, cancellationToken);
        RasterPrograms.Warp(part.Path, target, WarpOptions(), cancellationToken);
    }

    private static IEnumerable<string> CutOptions(Windows.Window window) =>
        [.. Creation(), "-srcwin", Text(window.Column), Text(window.Row), Text(window.Width), Text(window.Height)];

    private static IEnumerable<string> BandOptions(IReadOnlyList<int>? bands) => (bands ?? []).SelectMany(band => (string[])["-b", Text(band)]);

    private IEnumerable<string> WarpOptions()
    {
        foreach (var option in Creation())
        {
            yield return option;
        }

        yield return "-r";
        yield return request.Interpolation == "nearest" ? "near" : request.Interpolation;
        yield return "-wm";
        yield return "64";
        if (source.Wkt is not null)
        {
            yield return "-t_srs";
            yield return CoverageGeometry.Definition(request.Crs ?? source.Wkt);
        }

        if (request.Box is not null || source.IsComputed)
        {
            var box = CoverageGeometry.Extent(request, source, transforms);
            foreach (var option in (string[])["-te", Text(box.MinX), Text(box.MinY), Text(box.MaxX), Text(box.MaxY)])
            {
                yield return option;
            }
        }

        if (request.Width is not null || request.Height is not null)
        {
            // Zero lets the warper choose the other side so that pixels stay square.
            foreach (var option in (string[])["-ts", Text(request.Width ?? 0), Text(request.Height ?? 0)])
            {
                yield return option;
            }
        }
    }

    private static IEnumerable<string> Creation() => ["-q", "-of", "GTiff", .. Tiled.Split(' ').SelectMany(option => (string[])["-co", option])];

    private static void RequireSize(RasterFormat format, int width, int height)
    {
        if (format.Complain(width, height) is { } complaint)
        {
            throw new MapRequestException(nameof(CoverageRequest.MediaType), complaint);
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
