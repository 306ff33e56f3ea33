using Graticule.Raster.Gdal;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Vectors;

/// <summary>Takes geometries into another coordinate reference system, vertex by vertex.</summary>
public static class GeometryTransform
{
    /// <summary>The same features in another reference system; what has no place there becomes empty.</summary>
    /// <exception cref="GdalException">A reference system is not known, or there is no way from one to the other.</exception>
    public static FeatureCollection To(FeatureCollection features, string? referenceSystem)
    {
        if (referenceSystem is null || ReferenceSystems.AreSame(features.ReferenceSystem, referenceSystem))
        {
            return features;
        }

        using var from = ReferenceSystems.Open(features.ReferenceSystem);
        using var to = ReferenceSystems.Open(referenceSystem);
        using var transform = CoordinateTransform.Find(from, to) ?? throw new GdalException($"There is no way from {from.Name()} to {to.Name()}.");
        return new([.. features.Features.Select(feature => feature with { Geometry = Apply(feature.Geometry, transform) })], referenceSystem);
    }

    private static Geometry? Apply(Geometry? geometry, CoordinateTransform transform)
    {
        if (geometry is null or { IsEmpty: true })
        {
            return geometry;
        }

        var copy = geometry.Copy();
        var mover = new Mover(transform);
        copy.Apply(mover);
        copy.GeometryChanged();
        return mover.HasFailed ? copy.Factory.CreateEmpty(copy.Dimension) : copy;
    }

    private sealed class Mover(CoordinateTransform transform) : IEntireCoordinateSequenceFilter
    {
        public bool Done => HasFailed;

        public bool GeometryChanged => true;

        internal bool HasFailed { get; private set; }

        public void Filter(CoordinateSequence seq)
        {
            var x = new double[seq.Count];
            var y = new double[seq.Count];
            for (var i = 0; i < seq.Count; i++)
            {
                (x[i], y[i]) = (seq.GetX(i), seq.GetY(i));
            }

            transform.Apply(x, y);
            for (var i = 0; i < seq.Count; i++)
            {
                seq.SetX(i, x[i]);
                seq.SetY(i, y[i]);
                HasFailed |= double.IsNaN(x[i]);
            }
        }
    }
}
