using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Variables along one dimension, filled row by row; a field whose column is null is left out.</summary>
/// <param name="file">That it is a part of.</param>
/// <param name="dimension">Its name, with its group; declared already.</param>
/// <param name="size">Rows that are expected.</param>
/// <param name="columns">In the order of the fields.</param>
internal sealed class NetCdfTable(ArrayFile file, string dimension, long size, IReadOnlyList<NetCdfColumn?> columns) : IFieldSink
{
    /// <summary>Rows that are held before they are written, and rows of a chunk.</summary>
    internal const int Held = 16_384;

    private long _written;
    private int _rows;
    private int _at;

    /// <summary>Rows so far.</summary>
    internal long Rows => _written + _rows;

    internal void Declare()
    {
        var chunk = Math.Clamp(size, 1, Held).ToString(CultureInfo.InvariantCulture);
        foreach (var column in columns)
        {
            column?.Declare(file, dimension, "COMPRESS=DEFLATE", "ZLEVEL=1", $"BLOCKSIZE={chunk}");
        }
    }

    /// <summary>Ends the row whose fields were put.</summary>
    internal void EndRow()
    {
        _at = 0;
        if (++_rows == Held)
        {
            Flush();
        }
    }

    /// <summary>Writes what is held, and the tables of texts.</summary>
    internal void End()
    {
        Flush();
        foreach (var column in columns)
        {
            column?.Texts?.Write(file);
        }
    }

    private void Flush()
    {
        if (_rows == 0)
        {
            return;
        }

        foreach (var column in columns)
        {
            column?.Write(file, _written, _rows);
        }

        _written += _rows;
        _rows = 0;
    }

    public void Text(string? text) => columns[_at++]?.Set(_rows, text);

    public void Number(double number) => columns[_at++]?.Set(_rows, number);

    public void Whole(long number)
    {
        var column = columns[_at++];
        if (column?.Kind == NetCdfKind.Int64)
        {
            column.Set(_rows, number);
        }
        else
        {
            column?.Set(_rows, (double)number);
        }
    }

    public void Instant(long seconds) => columns[_at++]?.Set(_rows, (double)seconds);

    public void Nothing() => columns[_at++]?.Set(_rows, double.NaN);
}
