using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Progress of some of several equal parts.</summary>
internal static class Share
{
    internal static IProgress<double>? Part(IProgress<double>? whole, int first, int count, int all) =>
        SharedProgress.Part(whole, (double)first / all, (double)(first + count) / all);
}
