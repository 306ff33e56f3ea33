using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Formats;

/// <summary>
/// Writes one band as a Cloud Optimized GeoTIFF, row by row from the top; holds no more than the rows of a strip. Overviews take the nearest pixel, so
/// that codes stay codes. Not for several threads at once. Native code: for workers.
/// </summary>
public sealed class RowRaster : IDisposable
{
    private readonly PartialFile _rows;
    private readonly GeoTiffWriter _writer;
    private readonly string _target;
    private readonly int _rowBytes;
    private readonly byte[] _block;
    private int _held;
    private int _blocks;
    private int _left;

    /// <param name="target">Appears whole, by <see cref="Finish"/>, or not at all.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Rows that will be given.</param>
    /// <param name="type">Of the samples.</param>
    /// <param name="place">Where the pixels lie.</param>
    /// <exception cref="GdalException">It cannot be created.</exception>
    public RowRaster(string target, int width, int height, PixelType type, Georeference place)
    {
        _target = target;
        _rows = new(target);
        _writer = new(_rows.Path, new(width, height, 1, type, NoData: null, place, Compression.Deflate, Threads: 1) { Side = 0 });
        _rowBytes = width * type.Size();
        _block = new byte[_writer.Layout.Block.Height * _rowBytes];
        _left = height;
    }

    /// <summary>Adds a fact about the file.</summary>
    public void Note(string name, string value) => _writer.Note(name, value);

    /// <summary>Adds whole rows, below those before.</summary>
    /// <param name="rows">Samples in the order of this machine's bytes, row by row.</param>
    /// <exception cref="ArgumentException">They are not whole rows, or too many.</exception>
    /// <exception cref="GdalException">They cannot be written.</exception>
    public void Append(ReadOnlySpan<byte> rows)
    {
        if (rows.Length % _rowBytes != 0 || rows.Length / _rowBytes > _left)
        {
            throw new ArgumentException("Rows are whole, and no more than the image has.", nameof(rows));
        }

        _left -= rows.Length / _rowBytes;
        while (rows.Length > 0)
        {
            var taken = Math.Min(rows.Length, _block.Length - _held);
            rows[..taken].CopyTo(_block.AsSpan(_held));
            rows = rows[taken..];
            _held += taken;
            if (_held == _block.Length)
            {
                WriteBlock();
            }
        }
    }

    /// <summary>Makes the file from the rows.</summary>
    /// <param name="threads">Threads that compress.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    /// <exception cref="GdalException">It cannot be written.</exception>
    public void Finish(int threads, CancellationToken cancellationToken)
    {
        if (_left > 0)
        {
            throw new InvalidOperationException($"{_left} rows are missing.");
        }

        if (_held > 0)
        {
            WriteBlock();
        }

        _writer.Finish();
        using var part = new PartialFile(_target);
        string[] options = ["COMPRESS=DEFLATE", "PREDICTOR=YES", "OVERVIEW_RESAMPLING=NEAREST", "BIGTIFF=IF_SAFER", $"NUM_THREADS={threads}"];
        RasterCopy.Write("COG", _rows.Path, part.Path, options, progress: null, cancellationToken);
        part.Commit();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _rows.Dispose();
    }

    private void WriteBlock()
    {
        _writer.Write(1, 0, _blocks++, _block);
        _held = 0;
    }
}
