using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Cubes;
using Graticule.Analysis.Observations.Reading;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using Graticule.Raster.Windows;
using NetTopologySuite.Geometries;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Searches all pixels of a cube once: several threads search windows, and one takes what they found, in the order of the windows.</summary>
/// <param name="segments">What is searched.</param>
/// <param name="image">The same at a date; null: no image is wanted.</param>
/// <param name="options">How the cube is read.</param>
internal sealed class ChangeSearch(ChangeCube segments, ChangeCube? image, CubeWalkOptions options)
{
    /// <summary>Calls with each window on this thread.</summary>
    internal void Run(Action<FoundWindow> take, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var windows = CubeWalk.Cut(segments, options);
        var done = 0;
        new OrderedWork<Window, FoundWindow>(options.Threads, cancellationToken).Run(
            Enumerable.Range(0, windows.Count).Select(index => windows[index]),
            () => new Worker(segments, image),
            found =>
            {
                take(found);
                progress?.Report((double)++done / windows.Count);
            });
    }

    private sealed class Worker(ChangeCube segments, ChangeCube? image) : IPartWorker<Window, FoundWindow>
    {
        private readonly ReadScope _scope = new();
        private readonly PixelDetection _detection = segments.NewDetection();

        public FoundWindow Treat(Window part)
        {
            List<CcdcResult> results = [];
            CubeWalk.Strips(segments.Source, part, _scope, strip => _detection.Run(strip, (_, result) => results.Add(result)));
            var (x, y) = Places(part);
            var (longitudes, latitudes) = InDegrees(x, y);
            return new(
                part,
                [.. results.Select((result, i) => new FoundPixel(x[i], y[i], longitudes[i], latitudes[i], result))],
                image?.ImageOf(part, results));
        }

        public void Dispose() => _scope.Dispose();

        private (double[] X, double[] Y) Places(Window window)
        {
            var shape = segments.Shape;
            var (x, y) = (new double[window.Pixels], new double[window.Pixels]);
            for (var i = 0; i < x.Length; i++)
            {
                var (row, column) = Math.DivRem(i, window.Width);
                x[i] = shape.X?.Labels[window.Column + column].Number ?? double.NaN;
                y[i] = shape.Y?.Labels[window.Row + row].Number ?? double.NaN;
            }

            return (x, y);
        }

        private (double[] Longitudes, double[] Latitudes) InDegrees(double[] x, double[] y)
        {
            var nowhere = x.Select(_ => double.NaN).ToArray();
            if (segments.Shape.X?.ReferenceSystem is not { } system)
            {
                return (nowhere, nowhere);
            }

            var points = new GeometryFactory().CreateMultiPointFromCoords([.. x.Zip(y, (east, north) => new Coordinate(east, north))]);
            var moved = GeometryTransform.To(new([new(points, new Dictionary<string, object?>(StringComparer.Ordinal))], system), ReferenceSystems.LongitudeLatitude);
            var coordinates = moved.Features[0].Geometry!.Coordinates;
            return coordinates.Length == x.Length ? ([.. coordinates.Select(at => at.X)], [.. coordinates.Select(at => at.Y)]) : (nowhere, nowhere);
        }
    }
}
