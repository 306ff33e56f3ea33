namespace Graticule.Raster.Gdal;

/// <summary>Takes points of one coordinate reference system into another. One thread uses it at a time.</summary>
internal sealed unsafe class CoordinateTransform : IDisposable
{
    private readonly TransformHandle _handle;
    private int[] _success = [];

    private CoordinateTransform(TransformHandle handle) => _handle = handle;

    /// <summary>Null if PROJ knows no way between the two.</summary>
    internal static CoordinateTransform? Find(CoordinateReference source, CoordinateReference target)
    {
        GdalErrors.Clear();
        var handle = Native.OCTNewCoordinateTransformation(source.Handle, target.Handle);
        GdalErrors.Clear();
        if (!handle.IsInvalid)
        {
            return new(handle);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Transforms in place. Points outside the domain become NaN.</summary>
    internal void Apply(Span<double> x, Span<double> y)
    {
        if (_success.Length < x.Length)
        {
            _success = new int[x.Length];
        }

        fixed (double* px = x, py = y)
        fixed (int* ok = _success)
        {
            _ = Native.OCTTransformEx(_handle, x.Length, px, py, null, ok);
        }

        GdalErrors.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            if (_success[i] == 0 || !double.IsFinite(x[i]) || !double.IsFinite(y[i]))
            {
                x[i] = y[i] = double.NaN;
            }
        }
    }

    public void Dispose() => _handle.Dispose();
}
