using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Topology = NetTopologySuite.Geometries.Dimension;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Points taken from geometries, at random or at equal distances.</summary>
internal static class PointSampling
{
    /// <summary>Points of one geometry, or of all, that are given at most.</summary>
    private const int Most = 1_000_000;

    /// <summary>Throws at a bounding box before a geometry is given up as too thin.</summary>
    private const int MostThrows = 1_000_000;

    private static readonly GeometryFactory Factory = new();

    internal static Cube Random(Arguments args)
    {
        var features = args.Geometries("data");
        var random = new Random(args["seed"] is null ? 0 : args.Integer("seed"));
        var counts = Counts(args, features);
        return Gather(args, features, (geometry, i) => Random(geometry, counts[i], random));
    }

    internal static Cube Regular(Arguments args)
    {
        var features = args.Geometries("data");
        var distance = args.Number("distance");
        if (!(distance > 0) || !double.IsFinite(distance))
        {
            throw args.Wrong("distance", "a number of metres greater than 0");
        }

        VectorCubes.NeedMetres(features, "distance");
        return Gather(args, features, (geometry, _) => Regular(geometry, distance, args));
    }

    /// <summary>How many points each geometry gets; a total is shared out evenly, the first ones getting what remains.</summary>
    private static List<int> Counts(Arguments args, FeatureCollection features)
    {
        var (each, total) = (args["geometry_count"], args["total_count"]);
        if (each is null == total is null)
        {
            throw new GraphException("CountMismatch", "Give either 'geometry_count' or 'total_count', and not both.") { Parameter = "geometry_count" };
        }

        var geometries = features.Features.Count;
        var asked = args.Integer(each is null ? "total_count" : "geometry_count");
        if (asked < 1 || (long)asked * (each is null ? 1 : geometries) > Most)
        {
            throw args.Wrong(each is null ? "total_count" : "geometry_count", $"1 or more, and at most {Most} points in all");
        }

        return each is not null
            ? [.. Enumerable.Repeat(asked, geometries)]
            : [.. Enumerable.Range(0, geometries).Select(i => (asked / geometries) + (i < asked % geometries ? 1 : 0))];
    }

    /// <summary>One MultiPoint for each geometry, with its properties, or one point each.</summary>
    private static MemoryCube Gather(Arguments args, FeatureCollection features, Func<Geometry, int, IEnumerable<Coordinate>> sample)
    {
        var sampled = features.Features.Select((feature, i) =>
            feature with { Geometry = Factory.CreateMultiPointFromCoords(feature.Geometry is { IsEmpty: false } geometry ? [.. sample(geometry, i)] : []) });
        var all = args.Get("group", true)
            ? sampled
            : sampled.SelectMany(feature => ((MultiPoint)feature.Geometry!).Geometries.Select(point => feature with { Geometry = point, Id = null }));
        return GeoJsonCubes.FromFeatures(features with { Features = [.. all] }, [], args);
    }

    private static IEnumerable<Coordinate> Random(Geometry geometry, int count, Random random)
    {
        if (geometry.Dimension != Topology.Surface)
        {
            for (var i = 0; i < count; i++)
            {
                yield return Along(geometry, random);
            }

            yield break;
        }

        var (box, locator) = (geometry.EnvelopeInternal, new IndexedPointInAreaLocator(geometry));
        for (var (found, thrown) = (0, 0); found < count; thrown++)
        {
            var place = new Coordinate(box.MinX + (random.NextDouble() * box.Width), box.MinY + (random.NextDouble() * box.Height));
            if (locator.Locate(place) != Location.Exterior)
            {
                yield return place;
                (found, thrown) = (found + 1, 0);
            }
            else if (thrown > MostThrows)
            {
                yield return geometry.InteriorPoint.Coordinate;
                (found, thrown) = (found + 1, 0);
            }
        }
    }

    /// <summary>A place on lines, each as likely as it is long, or one of several points.</summary>
    private static Coordinate Along(Geometry geometry, Random random)
    {
        if (geometry.Dimension == Topology.Point)
        {
            var points = geometry.Coordinates;
            return points[random.Next(points.Length)];
        }

        return new NetTopologySuite.LinearReferencing.LengthIndexedLine(geometry).ExtractPoint(random.NextDouble() * geometry.Length);
    }

    /// <summary>Areas: the nodes of a square grid through the centre of the bounding box. Lines: places along them. Points: as they are.</summary>
    private static IEnumerable<Coordinate> Regular(Geometry geometry, double distance, Arguments args)
    {
        var (box, locator) = (geometry.EnvelopeInternal, geometry.Dimension == Topology.Surface ? new IndexedPointInAreaLocator(geometry) : null);
        if ((locator is null ? geometry.Length / distance : (box.Width / distance) * (box.Height / distance)) > Most)
        {
            throw args.Wrong("distance", $"so large that a geometry gets at most {Most} points");
        }

        if (geometry.Dimension == Topology.Point)
        {
            return geometry.Coordinates;
        }

        return locator is null ? AlongLine(geometry, distance) : Nodes(box, distance).Where(place => locator.Locate(place) != Location.Exterior);
    }

    private static IEnumerable<Coordinate> AlongLine(Geometry geometry, double distance)
    {
        var line = new NetTopologySuite.LinearReferencing.LengthIndexedLine(geometry);
        for (var i = 0; i * distance <= geometry.Length; i++)
        {
            yield return line.ExtractPoint(i * distance);
        }
    }

    private static IEnumerable<Coordinate> Nodes(Envelope box, double distance)
    {
        var (across, down) = ((int)(box.Width / 2 / distance), (int)(box.Height / 2 / distance));
        for (var row = -down; row <= down; row++)
        {
            for (var column = -across; column <= across; column++)
            {
                yield return new(box.Centre.X + (column * distance), box.Centre.Y + (row * distance));
            }
        }
    }
}
