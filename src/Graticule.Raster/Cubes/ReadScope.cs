using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// One thread's means to read cubes: buffers that are used again, and whatever a cube keeps for the thread, such as open files and decoded
/// windows. Not for several threads at once.
/// </summary>
public sealed class ReadScope : IDisposable
{
    /// <summary>Numbers of a line of the processor's cache: 64 bytes.</summary>
    private const int LineLength = 8;

    /// <summary>Numbers that are allocated at once, at least: 512 KiB.</summary>
    private const int LeastNumbers = 1 << 16;

    private readonly Dictionary<object, IDisposable> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Cube Cube, Window Window), Block> _read = [];

    /// <summary>Given out from the first one's beginning on after each <see cref="Clear"/>: what was used just now is still in the caches.</summary>
    private readonly List<double[]> _numbers = [];
    private int _current;
    private int _given;

    private (int Above, int Below) _around;

    /// <summary>A block whose cells are undefined.</summary>
    public Block NewBlock(Window window, int planes) => new(window, planes, NewNumbers(planes * window.Width * window.Height));

    /// <summary>So many numbers, undefined.</summary>
    public Memory<double> NewNumbers(int count)
    {
        while (_current < _numbers.Count && _numbers[_current].Length - _given < count)
        {
            (_current, _given) = (_current + 1, 0);
        }

        if (_current == _numbers.Count)
        {
            _numbers.Add(GC.AllocateUninitializedArray<double>(Math.Max(count, LeastNumbers)));
        }

        var numbers = _numbers[_current].AsMemory(_given, count);
        _given = Math.Min(_given + ((count + LineLength - 1) / LineLength * LineLength), _numbers[_current].Length);
        return numbers;
    }

    /// <summary>What an owner keeps for this thread; made when it is first asked for, disposed with the scope.</summary>
    public T Keep<T>(object owner, Func<T> make)
        where T : class, IDisposable
    {
        if (!_kept.TryGetValue(owner, out var kept))
        {
            kept = make();
            _kept.Add(owner, kept);
        }

        return (T)kept;
    }

    /// <summary>
    /// Tells that a walk reads its window strip by strip: a source decodes the whole window at the first strip, and gives the others out
    /// of its memory when they are asked for. A hint: other rows may be read, and these may never be.
    /// </summary>
    /// <param name="strip">Rows that are read next.</param>
    /// <param name="whole">The walk's window.</param>
    internal void Announce(Window strip, Window whole) =>
        _around = (strip.Row - whole.Row, whole.Row + whole.Height - strip.Row - strip.Height);

    /// <summary>A strip together with the rest of the walk's window, as far as the cube has it.</summary>
    internal Window WholeOf(Window strip, CubeShape shape)
    {
        var top = Math.Max(0, strip.Row - _around.Above);
        var bottom = Math.Min((long)strip.Row + strip.Height + _around.Below, shape.Height);
        return strip with { Row = top, Height = (int)bottom - top };
    }

    /// <summary>Reads a cube that several others need, once for each window.</summary>
    internal Block ReadOnce(Cube cube, Window window)
    {
        if (!_read.TryGetValue((cube, window), out var block))
        {
            block = cube.Read(window, this);
            _read.Add((cube, window), block);
        }

        return block;
    }

    /// <summary>All blocks and numbers so far may be used again, and nothing is known of what is read next.</summary>
    public void Clear()
    {
        _read.Clear();
        (_current, _given, _around) = (0, 0, default);
    }

    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Dispose();
        }

        _kept.Clear();
    }
}
