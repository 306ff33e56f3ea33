namespace Graticule.Raster.Windows;

/// <summary>Progress of one stage of a work, seen as progress of the whole.</summary>
internal sealed class SharedProgress(IProgress<double> whole, double from, double to) : IProgress<double>
{
    public void Report(double value) => whole.Report(from + (value * (to - from)));

    /// <summary>The stage that leads from one share of the whole to another.</summary>
    internal static SharedProgress? Part(IProgress<double>? whole, double from, double to) =>
        whole is null ? null : new SharedProgress(whole, from, to);
}
