using System.Globalization;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Writes a part of a raster as a file. As long as the pixels stay what they are, a window is copied; when another size or CRS is asked
/// for, GDAL's warper resamples. Both work through the raster piece by piece.
/// </summary>
internal static class CoverageWriter
{
    private const string Tiled = "TILED=YES BLOCKXSIZE=512 BLOCKYSIZE=512 COMPRESS=DEFLATE ZLEVEL=1 BIGTIFF=IF_SAFER";

    /// <exception cref="MapRequestException">The request cannot be served.</exception>
    /// <exception cref="GdalException">The file cannot be written.</exception>
    internal static void Write(CoverageRequest request, MapSource source, Transforms transforms, int threads, CancellationToken cancellationToken)
    {
        var format = RasterFormats.Find(request.MediaType) ?? throw new MapRequestException(
            nameof(request.MediaType), $"'{request.MediaType}' is not written; choose {string.Join(", ", RasterFormats.All.Select(known => known.MediaTypes[0]))}.");
        var count = source.Info.Bands.Count;
        if (request.Bands?.Any(number => number < 1 || number > count) == true || request.Bands?.Count == 0)
        {
            throw new MapRequestException(nameof(request.Bands), $"The file has bands 1 to {count}; '{string.Join(",", request.Bands)}' is asked for.");
        }

        using var cut = new PartialFile(Path.ChangeExtension(request.Target, ".tif"));
        using var result = new PartialFile(Path.ChangeExtension(request.Target, format.Extension));
        if (CoverageGeometry.IsCopy(request, source, transforms))
        {
            var window = CoverageGeometry.Window(request, source, transforms);
            RequireSize(format, window.Width, window.Height);
            RasterPrograms.Translate(source.Path, cut.Path, [.. CutOptions(window), .. BandOptions(request.Bands)], cancellationToken);
        }
        else
        {
            RasterPrograms.Warp(source.Path, cut.Path, WarpOptions(request, source, transforms), cancellationToken);
            if (request.Bands is not null)
            {
                using var picked = new PartialFile(cut.Path);
                RasterPrograms.Translate(cut.Path, picked.Path, [.. Creation(), .. BandOptions(request.Bands)], cancellationToken);
                File.Move(picked.Path, cut.Path, overwrite: true);
            }
        }

        format.Write(new(cut.Path, result.Path, null, threads, null, cancellationToken));
        File.Move(result.Path, request.Target, overwrite: true);
    }

    private static IEnumerable<string> CutOptions(Windows.Window window) =>
        [.. Creation(), "-srcwin", Text(window.Column), Text(window.Row), Text(window.Width), Text(window.Height)];

    private static IEnumerable<string> BandOptions(IReadOnlyList<int>? bands) => (bands ?? []).SelectMany(band => (string[])["-b", Text(band)]);

    private static IEnumerable<string> WarpOptions(CoverageRequest request, MapSource source, Transforms transforms)
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

        if (request.Box is not null)
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
