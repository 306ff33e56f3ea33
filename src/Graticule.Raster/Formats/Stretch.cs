using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Formats;

/// <summary>
/// Which values become black and white in a picture: low and below is 0, high and above is 255, in between linear and rounded
/// to nearest. Without anything between them (a constant image) every value is 127.
/// </summary>
public sealed record Stretch(double Low, double High)
{
    /// <summary>Most pixels along a side of the sample that percentiles are taken from.</summary>
    private const int SampleSide = 1024;

    private const double LowPercentile = 0.02;
    private const double HighPercentile = 0.98;

    /// <summary>
    /// The default: 8-bit images stay as they are, others run from the 2nd to the 98th percentile of the valid pixels of an
    /// evenly spaced sample of at most 1024 x 1024 (the values at rank floor(p (n - 1)), so for small images they are exact).
    /// </summary>
    /// <param name="raster">The image.</param>
    /// <param name="band">From 1.</param>
    internal static Stretch Default(RasterFile raster, int band)
    {
        var info = raster.Info;
        if (info.Bands[band - 1].Type is PixelType.UInt8)
        {
            return new Stretch(byte.MinValue, byte.MaxValue);
        }

        var scale = Math.Min(1.0, (double)SampleSide / Math.Max(info.Width, info.Height));
        var width = Math.Max(1, (int)(info.Width * scale));
        var height = Math.Max(1, (int)(info.Height * scale));
        var sample = new double[width * height];
        raster.Read(
            band, new Window(0, 0, info.Width, info.Height), width, height, PixelType.Float64, System.Runtime.InteropServices.MemoryMarshal.AsBytes(sample.AsSpan()));
        var noData = info.Bands[band - 1].NoData;
        var valid = sample.Where(v => double.IsFinite(v) && v != noData).Order().ToArray();
        return valid.Length == 0
            ? new Stretch(0, 0)
            : new Stretch(valid[(int)(LowPercentile * (valid.Length - 1))], valid[(int)(HighPercentile * (valid.Length - 1))]);
    }

    /// <summary>Turns values into grey; NaN is 0.</summary>
    internal byte Grey(double value)
    {
        if (double.IsNaN(value))
        {
            return 0;
        }

        return High > Low ? (byte)Math.Floor((Math.Clamp((value - Low) / (High - Low), 0, 1) * 255) + 0.5) : (byte)127;
    }
}
