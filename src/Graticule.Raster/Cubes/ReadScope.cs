using System.Runtime.InteropServices;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// One thread's means to read cubes: buffers that are used again, and whatever a cube keeps for the thread, such as open files and decoded
/// windows. Not for several threads at once.
/// </summary>
public sealed class ReadScope : IDisposable
{
    private readonly Dictionary<object, IDisposable> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Cube Cube, Window Window), Block> _read = [];
    private readonly Dictionary<int, Stack<double[]>> _free = [];
    private readonly List<double[]> _used = [];

    /// <summary>
    /// Rows of the walk's window that follow below the strip being read: a source decodes them together with the strip, and gives them
    /// out of its memory when they are asked for. A hint: other rows may be read, and these may never be.
    /// </summary>
    public int RowsAhead { get; internal set; }

    /// <summary>A block whose cells are undefined.</summary>
    public Block NewBlock(Window window, int planes) => new(window, planes, NewNumbers(planes * window.Width * window.Height));

    /// <summary>At least so many numbers, undefined.</summary>
    public double[] NewNumbers(int count)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 64));
        var numbers = _free.TryGetValue(size, out var stack) && stack.TryPop(out var free) ? free : GC.AllocateUninitializedArray<double>(size);
        _used.Add(numbers);
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

    /// <summary>All blocks and numbers so far may be used again.</summary>
    public void Clear()
    {
        _read.Clear();
        foreach (var numbers in _used)
        {
            ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(_free, numbers.Length, out _);
            stack ??= new();
            stack.Push(numbers);
        }

        _used.Clear();
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
