using Graticule.Raster.Gdal;

namespace Graticule.Raster.Cubes;

/// <summary>Where places of one grid lie in another, in cells from its upper left corner. One thread uses it at a time.</summary>
internal sealed class PixelPlaces : IDisposable
{
    private readonly Grid _target;
    private readonly Grid _source;
    private readonly CoordinateTransform? _transform;

    /// <exception cref="GdalException">A reference system is not known, or there is no way from one to the other.</exception>
    internal PixelPlaces(Grid target, Grid source)
    {
        (_target, _source) = (target, source);
        if (ReferenceSystems.AreSame(target.ReferenceSystem, source.ReferenceSystem))
        {
            return;
        }

        using var from = ReferenceSystems.Open(target.ReferenceSystem!);
        using var to = ReferenceSystems.Open(source.ReferenceSystem!);
        _transform = CoordinateTransform.Find(from, to)
            ?? throw new GdalException($"There is no way from {from.Name()} to {to.Name()}.");
    }

    /// <summary>Whether columns depend on columns only, and rows on rows.</summary>
    internal bool IsSeparable => _transform is null;

    /// <summary>Turns columns and rows of the target into those of the source; NaN where a place has none.</summary>
    internal void Apply(Span<double> columns, Span<double> rows)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _target.Left + (columns[i] * _target.StepX);
            rows[i] = _target.Top + (rows[i] * _target.StepY);
        }

        _transform?.Apply(columns, rows);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = (columns[i] - _source.Left) / _source.StepX;
            rows[i] = (rows[i] - _source.Top) / _source.StepY;
        }
    }

    public void Dispose() => _transform?.Dispose();
}
