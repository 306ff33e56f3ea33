using System.Globalization;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Ard;
using Graticule.Raster.Formats;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// One segment of each pixel of a chip as a Cloud Optimized GeoTIFF of 77 bands: start_day, end_day, break_day (1 is 1 January of year 1), observation_count,
/// change_probability, curve_qa, segments (how many the pixel has), then for each of blue, green, red, nir, swir1, swir2 and thermal rmse, magnitude,
/// intercept and seven coefficients. What is not there is NaN. Made without native code.
/// </summary>
public static class SegmentImage
{
    /// <summary>Of the file.</summary>
    public const string MediaType = "image/tiff; application=geotiff; profile=cloud-optimized";

    private const int Coefficients = 7;

    private static readonly string[] Bands = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];

    private static readonly string[] Names =
    [
        "start_day", "end_day", "break_day", "observation_count", "change_probability", "curve_qa", "segments",
        .. Bands.SelectMany(band => (string[])[
            band + "_rmse", band + "_magnitude", band + "_intercept",
            .. Enumerable.Range(1, Coefficients).Select(i => string.Create(CultureInfo.InvariantCulture, $"{band}_coefficient_{i}"))]),
    ];

    /// <summary>Writes the image.</summary>
    /// <param name="output">Gets the file, from its start.</param>
    /// <param name="header">Of the chip, which must be one of a grid of analysis ready data.</param>
    /// <param name="strips">As <see cref="StripCodec.Decode"/> gives them.</param>
    /// <param name="day">The segment that holds this day is shown; null: the last one.</param>
    /// <exception cref="ArgumentException">The chip is of no such grid.</exception>
    public static void Write(Stream output, ChipHeader header, IEnumerable<IReadOnlyList<PixelOutcome>> strips, int? day)
    {
        var (key, grid) = (header.Key, ArdGrid.All.FirstOrDefault(one => one.IsChipCorner(header.Key.ChipX, header.Key.ChipY)));
        if (grid is null)
        {
            throw new ArgumentException($"({key.ChipX}, {key.ChipY}) is no chip of a grid of analysis ready data.", nameof(header));
        }

        var values = Array.ConvertAll(Names, _ => new double[ChipShape.Pixels]);
        Array.ForEach(values, band => Array.Fill(band, double.NaN));
        foreach (var pixel in strips.SelectMany(strip => strip))
        {
            if (pixel.Result is { Models: var models })
            {
                values[6][pixel.Pixel] = models.Count;
                Fill(values, pixel.Pixel, day is { } at ? models.FirstOrDefault(model => model.StartDay <= at && at <= model.EndDay) : models.Count > 0 ? models[^1] : null);
            }
        }

        var projection = grid.Projection;
        var image = new SmallGeoTiff(ChipShape.Side, new(
            key.ChipX, key.ChipY, ChipShape.PixelMetres, (projection.FirstParallel, projection.SecondParallel), (projection.OriginLatitude, projection.OriginLongitude), ArdProjection.Ellipsoid));
        image.Note("ALGORITHM", key.Algorithm);
        for (var i = 0; i < Names.Length; i++)
        {
            image.Add(Names[i], values[i]);
        }

        image.Write(output);
    }

    private static void Fill(double[][] values, int pixel, ChangeModel? model)
    {
        if (model is null)
        {
            return;
        }

        double[] facts = [model.StartDay, model.EndDay, model.BreakDay, model.ObservationCount, model.ChangeProbability, model.CurveQa];
        for (var i = 0; i < facts.Length; i++)
        {
            values[i][pixel] = facts[i];
        }

        var next = facts.Length + 1;
        foreach (var band in model.Bands)
        {
            (values[next][pixel], values[next + 1][pixel], values[next + 2][pixel]) = (band.Rmse, band.Magnitude, band.Intercept);
            next += 3;
            foreach (var coefficient in band.Coefficients)
            {
                values[next++][pixel] = coefficient;
            }
        }
    }
}
