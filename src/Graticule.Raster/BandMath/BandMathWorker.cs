using Graticule.Raster.Expressions;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.BandMath;

/// <summary>
/// Computes windows on one thread: reads the bands that the expression uses in their own type, then goes through the output
/// blocks row by row in chunks that stay in the processor's caches.
/// </summary>
internal sealed class BandMathWorker : IWindowWorker
{
    private readonly BandMathPlan _plan;
    private readonly GeoTiffWriter _writer;
    private readonly Statistics[] _statistics;
    private readonly Evaluator _evaluator;
    private readonly RasterFile?[] _files;
    private readonly byte[][] _samples;
    private readonly byte[] _block;
    private readonly KeptBlocks? _kept;
    private readonly double[] _chunk = new double[Evaluator.ChunkLength];
    private readonly bool[] _isMissing = new bool[Evaluator.ChunkLength];
    private readonly Georeference _place;

    internal BandMathWorker(IReadOnlyList<string> images, BandMathPlan plan, GeoTiffWriter writer, Statistics[] statistics, KeptBlocks? kept)
    {
        _plan = plan;
        _writer = writer;
        _statistics = statistics;
        _kept = kept;
        _evaluator = new Evaluator(plan.Program);
        _place = plan.Images[0].Georeference ?? new Georeference([0, 1, 0, 0, 0, 1], "");
        _samples = plan.Names.Select(_ => Array.Empty<byte>()).ToArray();
        _block = new byte[writer.Layout.Block.Width * writer.Layout.Block.Height * plan.OutputType.Size()];
        var used = plan.Names.Where(n => n.Variable is BandVariable.Sample).Select(n => n.Image).ToHashSet();
        _files = images.Select((path, i) => used.Contains(i) ? RasterFile.Open(path) : null).ToArray();
    }

    public void Treat(int index, Window window)
    {
        var isLoaded = false;
        var (width, height) = _writer.Layout.Block;
        var total = Statistics.Empty;
        for (var top = 0; top < window.Height; top += height)
        {
            for (var left = 0; left < window.Width; left += width)
            {
                var part = new Window(left, top, Math.Min(width, window.Width - left), Math.Min(height, window.Height - top));
                var place = part with { Column = window.Column + left, Row = window.Row + top };
                if (_kept?.Find(place, _block) is { } found)
                {
                    total += found;
                }
                else
                {
                    if (!isLoaded)
                    {
                        Load(window);
                        isLoaded = true;
                    }

                    var computed = Compute(window, part);
                    _kept?.Add(place, computed, _block);
                    total += computed;
                }

                _writer.Write(1, (window.Column + left) / width, (window.Row + top) / height, _block);
            }
        }

        _statistics[index] = total;
    }

    public void Dispose()
    {
        _kept?.Dispose();
        foreach (var file in _files)
        {
            file?.Dispose();
        }
    }

    private void Load(Window window)
    {
        for (var i = 0; i < _samples.Length; i++)
        {
            Load(i, window);
        }
    }

    private void Load(int variable, Window window)
    {
        var name = _plan.Names[variable];
        if (name.Variable is not BandVariable.Sample)
        {
            return;
        }

        var type = TypeOf(name);
        var bytes = checked((int)(window.Pixels * type.Size()));
        if (_samples[variable].Length < bytes)
        {
            _samples[variable] = GC.AllocateUninitializedArray<byte>(bytes);
        }

        _files[name.Image]!.Read(name.Band, window, type, _samples[variable]);
    }

    /// <summary>Fills the block with the part of the window that it covers; the part is counted from the window's corner.</summary>
    private Statistics Compute(Window window, Window part)
    {
        var stride = _writer.Layout.Block.Width;
        var size = _plan.OutputType.Size();
        var total = Statistics.Empty;
        if (part.Pixels * size < _block.Length)
        {
            Array.Clear(_block); // what lies outside of the image is the same, whatever block was computed before
        }

        for (var row = 0; row < part.Height; row++)
        {
            for (var column = 0; column < part.Width; column += Evaluator.ChunkLength)
            {
                var count = Math.Min(Evaluator.ChunkLength, part.Width - column);
                for (var i = 0; i < _samples.Length; i++)
                {
                    Fill(i, window, part.Column + column, part.Row + row, count);
                }

                var chunk = _chunk.AsSpan(0, count);
                _evaluator.Run(count).CopyTo(chunk);
                DropMissing(chunk);
                total += Rounding.Apply(chunk, _plan.OutputType, _plan.NoData);
                Samples.Narrow(_plan.OutputType, chunk, _block.AsSpan(((row * stride) + column) * size, count * size));
            }
        }

        return total;
    }

    /// <summary>Gives a variable its values; the place is counted from the window's corner.</summary>
    private void Fill(int variable, Window window, int column, int row, int count)
    {
        var target = _evaluator.Input(variable, count);
        var name = _plan.Names[variable];
        var left = window.Column + column;
        var top = window.Row + row;
        switch (name.Variable)
        {
            case BandVariable.Sample:
                var type = TypeOf(name);
                Samples.Widen(type, _samples[variable].AsSpan(((row * window.Width) + column) * type.Size()), target);
                NoteMissing(name, target);
                break;
            case BandVariable.Column:
                FillLine(target, 0, left, 1);
                break;
            case BandVariable.Row:
                target.Fill(top);
                break;
            case BandVariable.X:
                FillLine(target, _place.X(0, top + 0.5), left + 0.5, _place.Transform[1]);
                break;
            default:
                FillLine(target, _place.Y(0, top + 0.5), left + 0.5, _place.Transform[4]);
                break;
        }
    }

    private static void FillLine(Span<double> target, double origin, double first, double step)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = origin + ((first + i) * step);
        }
    }

    private void NoteMissing(BandName name, ReadOnlySpan<double> values)
    {
        if (_plan.NoData is null || BandOf(name).NoData is not { } nothing)
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            _isMissing[i] |= values[i] == nothing;
        }
    }

    /// <summary>Puts NaN, which becomes nodata, where an image has nothing.</summary>
    private void DropMissing(Span<double> values)
    {
        if (_plan.NoData is null)
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _isMissing[i] ? double.NaN : values[i];
        }

        Array.Clear(_isMissing);
    }

    private PixelType TypeOf(BandName name) => BandOf(name).Type;

    private BandInfo BandOf(BandName name) => _plan.Images[name.Image].Bands[name.Band - 1];
}
