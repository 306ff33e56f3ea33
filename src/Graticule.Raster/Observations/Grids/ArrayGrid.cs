using System.Buffers;
using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Grids of a NetCDF or HDF5 file or a Zarr folder.</summary>
internal sealed class ArrayGrid : IGridSource
{
    private const int Time = 0;
    private const int Row = 1;
    private const int Column = 2;

    private readonly ArrayReader _file;
    private readonly IReadOnlyList<PlacedArray?> _arrays;
    private readonly ValueDecoder?[] _decoders;
    private readonly ChunkedPlane?[] _planes;

    private ArrayGrid(ArrayReader file, GridShape shape, IReadOnlyList<PlacedArray?> arrays, IReadOnlyDictionary<string, string> attributes)
    {
        _file = file;
        _arrays = arrays;
        (_decoders, _planes) = (new ValueDecoder?[arrays.Count], new ChunkedPlane?[arrays.Count]);
        (Shape, Attributes) = (shape, attributes);
        Variables = [.. arrays.Select(placed => placed is null ? null : ArrayVariables.Describe(placed.Array))];
    }

    public GridShape Shape { get; }

    public IReadOnlyList<ObservedVariable?> Variables { get; }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Takes over an open file.</summary>
    /// <param name="file">Closed with this.</param>
    /// <param name="layout">Names of coordinates.</param>
    /// <param name="names">Names of variables; empty: all.</param>
    /// <exception cref="ObservationFileException">It holds no grid.</exception>
    internal static ArrayGrid Open(ArrayReader file, DatasetLayout layout, IReadOnlyList<string> names)
    {
        var coordinates = CoordinateArrays.Find(file, layout);
        var texts = FileWords.Texts(file.Attributes);
        var axes = HorizontalAxes.Find(file, coordinates, layout) ?? throw new ObservationFileException(file.Path, "is no grid: its latitudes and longitudes do not lie along one dimension each");
        var (times, timeDimension) = Times(file, coordinates.Time, texts, axes);
        string[] places = [timeDimension, axes.RowDimension, axes.ColumnDimension];
        var arrays = ArrayVariables.Find(file, coordinates, places, layout, names);
        foreach (var placed in arrays.OfType<PlacedArray>())
        {
            if (placed.Axes[Row] < 0 || placed.Axes[Column] < 0)
            {
                throw new ObservationFileException(file.Path, $"has a variable '{placed.Array.Name}' that does not lie along '{axes.RowDimension}' and '{axes.ColumnDimension}', as its grid does");
            }
        }

        var first = arrays.OfType<PlacedArray>().FirstOrDefault();
        var shape = new GridShape(
            axes.Latitudes, axes.Longitudes, times, Block(first, Row), Block(first, Column),
            ArrayVariables.Dimensions(file, dimension =>
                dimension.Name == axes.RowDimension ? TileRole.Row : dimension.Name == axes.ColumnDimension ? TileRole.Column : dimension.Name == timeDimension ? TileRole.Time : TileRole.Other));
        return (long)shape.Latitudes.Length * shape.Longitudes.Length <= GridShape.MostCells
            ? new(file, shape, arrays, texts)
            : throw new ObservationFileException(file.Path, $"has a grid of {shape.Latitudes.Length} x {shape.Longitudes.Length} cells; at most {GridShape.MostCells} in all are handled");
    }

    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values)
    {
        values = values[..(rows * columns)];
        if (_arrays[variable] is not { } placed)
        {
            values.Fill(float.NaN);
            return;
        }

        if (_decoders[variable] is not { } decoder)
        {
            _decoders[variable] = decoder = new(placed.Array, Packing.Of(placed.Array, hasLibraryFills: _file.Driver == "netCDF"));

            // Its last two dimensions must be rows and columns, in this order.
            _planes[variable] = placed.Axes[Row] == placed.Axes[Column] - 1 && placed.Axes[Column] == placed.Array.Dimensions.Count - 1
                ? ChunkedPlane.TryOpen(_file.Path, placed.Array, decoder.Type)
                : null;
        }

        var start = new long[placed.Array.Dimensions.Count];
        if (placed.Axes[Time] >= 0)
        {
            start[placed.Axes[Time]] = time;
        }

        if (_planes[variable] is not { } plane || !TryRead(plane, decoder, start.AsSpan()[..^2], row, rows, column, columns, values))
        {
            Read(placed, decoder, start, row, rows, column, columns, values);
        }
    }

    public void Dispose()
    {
        foreach (var plane in _planes)
        {
            plane?.Dispose();
        }

        _file.Dispose();
    }

    private static unsafe bool TryRead(ChunkedPlane plane, ValueDecoder decoder, ReadOnlySpan<long> leading, int row, int rows, int column, int columns, Span<float> values)
    {
        fixed (float* first = values)
        {
            var (target, length) = ((nint)first, values.Length);
            return plane.TryRead(leading, row, rows, column, columns, (line, place, samples) =>
                decoder.Decode(samples, new Span<float>((float*)target, length).Slice((line * columns) + place, samples.Length / decoder.Type.Size())));
        }
    }

    private void Read(PlacedArray placed, ValueDecoder decoder, long[] start, int row, int rows, int column, int columns, Span<float> values)
    {
        var count = placed.Window();
        var stride = new nint[start.Length];
        (start[placed.Axes[Row]], count[placed.Axes[Row]], stride[placed.Axes[Row]]) = (row, rows, columns);
        (start[placed.Axes[Column]], count[placed.Axes[Column]], stride[placed.Axes[Column]]) = (column, columns, 1);
        if (decoder.Type == PixelType.Float32)
        {
            var bytes = MemoryMarshal.AsBytes(values);
            _file.Read(placed.Array, start, count, stride, decoder.Type, bytes);
            decoder.Decode(bytes, values);
            return;
        }

        var length = values.Length * decoder.Type.Size();
        var stored = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            _file.Read(placed.Array, start, count, stride, decoder.Type, stored.AsSpan(0, length));
            decoder.Decode(stored.AsSpan(0, length), values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private static int Block(PlacedArray? placed, int place)
    {
        var size = placed is { Array.Blocks.Count: > 0 } ? placed.Array.Blocks[placed.Axes[place]] : 0;
        return size is > 0 and <= int.MaxValue ? (int)size : 1;
    }

    /// <summary>The times of the steps, and the dimension that they lie along; its name is empty where there is one step and no dimension.</summary>
    private static (long[] Times, string Dimension) Times(ArrayReader file, ArrayInfo? array, IReadOnlyDictionary<string, string> texts, HorizontalAxes axes)
    {
        if (array is null || (array.Count == 1 && !TimeArray.IsReadable(array)))
        {
            return FileWords.Start(texts, file.Path, out _) is { } start
                ? ([start.ToUnixTimeSeconds()], "")
                : throw new ObservationFileException(file.Path, "tells no time: it has no variable in a unit such as 'seconds since 1970-01-01', and neither its attributes nor its name have a date");
        }

        var longer = array.Dimensions.Where(dimension => dimension.Size > 1).ToList();
        if (longer.Count > 1 || longer.Any(dimension => dimension.Name == axes.RowDimension || dimension.Name == axes.ColumnDimension))
        {
            throw new ObservationFileException(file.Path, $"is no grid: its time '{array.Name}' differs from place to place");
        }

        var times = TimeArray.Read(file, array, texts);
        if (times.Length == 0 || times.Any(time => time is null))
        {
            throw new ObservationFileException(file.Path, $"has steps without a time in '{array.Name}'");
        }

        return ([.. times.Select(time => time!.Value)], longer.Count == 1 ? longer[0].Name : array.Dimensions is [.., var last] ? last.Name : "");
    }
}
