using System.Buffers;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>One thread's samples of a window of a <see cref="RasterSourceCube"/>, in the types of the files.</summary>
/// <param name="planes">For each plane its files, those on top first.</param>
/// <param name="files">The thread's.</param>
internal sealed class DecodedPlanes(IReadOnlyList<IReadOnlyList<RasterPart>> planes, OpenFiles files) : IDisposable
{
    private readonly byte[][] _samples = [.. planes.Select(_ => Array.Empty<byte>())];
    private readonly List<Segment>[] _segments = [.. planes.Select(_ => new List<Segment>())];
    private Window _held;

    internal bool Has(Window window) =>
        window.Column >= _held.Column && window.Row >= _held.Row
        && window.Column + window.Width <= _held.Column + _held.Width && window.Row + window.Height <= _held.Row + _held.Height;

    /// <summary>Reads all planes of a window, each block of a file once, and forgets the window before.</summary>
    internal void Decode(Window window)
    {
        _held = default;
        for (var plane = 0; plane < planes.Count; plane++)
        {
            Decode(plane, window);
        }

        _held = window;
    }

    /// <summary>The cells of a plane, missing where no file has any.</summary>
    /// <param name="plane">Which.</param>
    /// <param name="window">Lies in what was decoded.</param>
    /// <param name="target">A cell for each of the window.</param>
    /// <param name="scratch">A row of cells.</param>
    internal void CopyTo(int plane, Window window, Span<double> target, Span<double> scratch)
    {
        var segments = _segments[plane];
        if (segments is [{ Part.Fit.Factor: 1 } single] && single.Cells.Column == window.Column && single.Cells.Width == window.Width
            && single.Cells.Row <= window.Row && single.Cells.Row + single.Cells.Height >= window.Row + window.Height)
        {
            Widening.Copy(single.Part, single.Samples(_samples[plane], window.Row - single.Cells.Row, 0), target);
            return;
        }

        target.Fill(Missing.Value);
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            Lay(segments[i], _samples[plane], window, target, scratch);
        }
    }

    public void Dispose() => Array.ForEach(_samples, samples => ArrayPool<byte>.Shared.Return(samples));

    private static void Lay(Segment segment, byte[] samples, Window window, Span<double> target, Span<double> scratch)
    {
        if (segment.Part.Within(window) is not { Cells: var cells })
        {
            return;
        }

        var factor = segment.Part.Fit.Factor;
        for (var row = 0; row < cells.Height; row++)
        {
            var pixelRow = ((cells.Row + row - segment.Part.Fit.Row) / factor) - segment.Pixels.Row;
            var pixelColumn = ((cells.Column - segment.Part.Fit.Column) / factor) - segment.Pixels.Column;
            var line = scratch[..cells.Width];
            Widening.Repeat(segment.Part, segment.Samples(samples, pixelRow, pixelColumn), (cells.Column - segment.Part.Fit.Column) % factor, line);
            Widening.Lay(line, target.Slice(((cells.Row + row - window.Row) * window.Width) + cells.Column - window.Column, cells.Width));
        }
    }

    private void Decode(int plane, Window window)
    {
        var segments = _segments[plane];
        segments.Clear();
        var length = 0;
        foreach (var part in planes[plane])
        {
            if (part.Within(window) is { } within)
            {
                segments.Add(new(part, within.Cells, within.Pixels, length));
                length = checked(length + (int)(within.Pixels.Pixels * part.Type.Size()));
            }
        }

        if (_samples[plane].Length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length);
            ArrayPool<byte>.Shared.Return(_samples[plane]);
            _samples[plane] = larger;
        }

        foreach (var segment in segments)
        {
            files.Read(segment.Part, segment.Pixels, _samples[plane].AsSpan(segment.Start));
        }
    }

    /// <summary>What one file has of the window: its cells, their pixels, and where their samples begin.</summary>
    private readonly record struct Segment(RasterPart Part, Window Cells, Window Pixels, int Start)
    {
        internal ReadOnlySpan<byte> Samples(byte[] all, int row, int column) =>
            all.AsSpan(Start + (((row * Pixels.Width) + column) * Part.Type.Size()));
    }
}
