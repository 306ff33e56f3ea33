using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Raster.Formats;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Change.Products;

/// <summary>One map while it is written: a row of chips of it is in memory.</summary>
internal sealed class ProductMap(ChangeProduct product, DateOnly date, string name, RowRaster raster, int width) : IDisposable
{
    private readonly byte[] _row = new byte[width * ChipShape.Side * product.Type.Size()];
    private readonly int _day = date.DayNumber + 1;

    /// <summary>Sets all pixels of the row to what is said of a pixel without segments.</summary>
    internal void Clear()
    {
        var nothing = product.Value([], _day);
        for (var i = 0; i < width * ChipShape.Side; i++)
        {
            Put(i, nothing);
        }
    }

    /// <summary>Sets a pixel of the row; different pixels may be set by different threads.</summary>
    internal void Set(int column, int row, IReadOnlyList<ChangeModel> segments) => Put((row * width) + column, product.Value(segments, _day));

    internal void WriteRow() => raster.Append(_row);

    internal void Note(string algorithm)
    {
        raster.Note("ALGORITHM", algorithm);
        raster.Note("PRODUCT", product.Name);
        raster.Note("QUERY_DATE", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    internal void Finish(int threads, CancellationToken cancellationToken) => raster.Finish(threads, cancellationToken);

    internal JsonObject Tell() => new()
    {
        ["file"] = name,
        ["product"] = product.Name,
        ["abbreviation"] = product.Abbreviation,
        ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["description"] = product.Description,
    };

    public void Dispose() => raster.Dispose();

    private void Put(int place, double value)
    {
        switch (product.Type)
        {
            case PixelType.UInt8:
                _row[place] = (byte)value;
                break;
            case PixelType.Int16:
                MemoryMarshal.Cast<byte, short>(_row.AsSpan())[place] = (short)value;
                break;
            default:
                MemoryMarshal.Cast<byte, float>(_row.AsSpan())[place] = (float)value;
                break;
        }
    }
}
