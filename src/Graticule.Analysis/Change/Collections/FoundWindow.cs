using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Change.Collections;

/// <summary>What was found in the pixels of a window.</summary>
/// <param name="Window">Of the cube.</param>
/// <param name="Pixels">Row by row.</param>
/// <param name="Image">The models at a date; null if none is wanted.</param>
internal sealed record FoundWindow(Window Window, IReadOnlyList<FoundPixel> Pixels, Block? Image);

/// <summary>What was found in a pixel.</summary>
/// <param name="X">Of its centre, in the reference system of the cube.</param>
/// <param name="Y">Of its centre.</param>
/// <param name="Longitude">Of its centre in degrees on WGS 84; no number where it is not known.</param>
/// <param name="Latitude">Of its centre.</param>
/// <param name="Result">What was found.</param>
internal readonly record struct FoundPixel(double X, double Y, double Longitude, double Latitude, CcdcResult Result);
