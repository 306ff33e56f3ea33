using System.Collections.Immutable;
using System.Globalization;
using Graticule.Raster.Expressions;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.BandMath;

/// <summary>
/// A request that was checked against its images: all that is known before pixels are read. The names say what the program's
/// variables stand for, in its order.
/// </summary>
internal sealed record BandMathPlan(
    IReadOnlyList<RasterInfo> Images, ExpressionProgram Program, ImmutableArray<BandName> Names, PixelType OutputType, double? NoData)
{
    /// <summary>Most images of one request; each that the formula uses is open once in each thread.</summary>
    private const int MostImages = 1024;

    internal static BandMathPlan Make(BandMathRequest request)
    {
        if (request.Images.Count is 0 or > MostImages)
        {
            throw new BandMathRequestException(
                nameof(request.Images), $"1 to {MostImages} images are needed, not {request.Images.Count}.");
        }

        var (min, max) = request.OutputType.Range();
        if (request.NoData is { } noData && !(noData >= min && noData <= max) && !(request.OutputType.IsFloating() && double.IsNaN(noData)))
        {
            throw new BandMathRequestException(
                nameof(request.NoData),
                string.Create(
                    CultureInfo.InvariantCulture, $"The nodata value {noData} does not fit into {request.OutputType}, which reaches from {min} to {max}."));
        }

        var images = request.Images.Select(Inspect).ToList();
        var different = images.FindIndex(i => i.Width != images[0].Width || i.Height != images[0].Height);
        if (different > 0)
        {
            var name = Path.GetFileName(request.Images[different]);
            throw new RasterFileException(
                name,
                $"'{name}' (image {different + 1}) has {images[different].Width} x {images[different].Height} pixels, "
                + $"image 1 has {images[0].Width} x {images[0].Height}; all images must have the same size.");
        }

        if (request.Format.Complain(images[0].Width, images[0].Height) is { } complaint)
        {
            throw new BandMathRequestException(nameof(request.Format), complaint);
        }

        var expression = ExpressionParser.Parse(request.Expression, name => BandNames.Complain(name, images));
        var program = ExpressionProgram.Compile(expression);
        return new BandMathPlan(images, program, [.. program.Variables.Select(BandNames.Read)], request.OutputType, request.NoData);
    }

    private IEnumerable<BandName> Samples => Names.Where(n => n.Variable is BandVariable.Sample);

    private int BytesPerPixel => OutputType.Size() + Samples.Sum(n => Images[n.Image].Bands[n.Band - 1].Type.Size());

    /// <summary>As many threads as asked for, or as few as keep their windows and the blocks being decoded within the given number of bytes.</summary>
    internal int ThreadsWithin(long mostBytes, int threads, WindowGrid grid)
    {
        var window = (long)grid.WindowWidth * grid.WindowHeight * BytesPerPixel;
        var decoded = Samples.Select(n => n.Image).Distinct().Sum(image => Images[image].BlockBytes);
        return (int)Math.Clamp(mostBytes / (window + decoded), 1, threads);
    }

    /// <summary>Cuts the image into windows whose pixels, in all bands that are needed, stay within the given number of bytes.</summary>
    internal WindowGrid Cut((int Width, int Height) block, long mostBytes)
    {
        var sources = Samples.Select(n => Images[n.Image]).DefaultIfEmpty(Images[0]).ToList();
        return WindowGrid.Fitting(
            Images[0].Width,
            Images[0].Height,
            block,
            (sources.Max(s => s.BlockWidth), sources.Max(s => s.BlockHeight)),
            Math.Max(1, mostBytes / BytesPerPixel));
    }

    private static RasterInfo Inspect(string path)
    {
        using var file = RasterFile.Open(path);
        return file.Info;
    }
}
