using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>A callback over cells and the value of its parameter <c>context</c>.</summary>
internal sealed class CellProcess
{
    /// <summary>Cells that are computed at once, as far as planes are smaller.</summary>
    private const int Together = 2048;

    private readonly Callback _written;
    private readonly GraphProcesses _processes;
    private readonly PixelCallback _callback;
    private readonly (string Name, object? Value) _context;
    private readonly bool _takesLanes;

    internal CellProcess(Callback callback, object? context, GraphRun run)
    {
        (_written, _processes) = (callback, run.Services.Processes);
        _callback = new(callback, run);
        _context = ("context", context);
        _takesLanes = callback.TakesLanes(run.Services.Processes);
        IsUserFunction = callback.Graph.Result is { } result && callback.Graph.Nodes[result].ProcessId == "run_udf";
    }

    /// <summary>Whether what it gives comes from a user's function, and the labels with it.</summary>
    internal bool IsUserFunction { get; }

    /// <summary>How many planes of this length are computed at once, of so many that follow each other.</summary>
    internal static int PlanesTogether(int length, int planes) => Math.Clamp(Together / Math.Max(1, length), 1, Math.Max(1, planes));

    /// <summary>Runs it for a value of each cell.</summary>
    internal object One(ReadScope scope, Memory<double> cells) => _callback.Invoke(scope, cells.Length, ("x", new Lanes(cells)), _context);

    /// <summary>Runs it for two values of each cell.</summary>
    internal object Two(ReadScope scope, Memory<double> cells, Memory<double> others) =>
        _callback.Invoke(scope, cells.Length, ("x", new Lanes(cells)), ("y", new Lanes(others)), _context);

    /// <summary>Runs it for an array of each cell.</summary>
    internal object Many(ReadScope scope, int count, IReadOnlyList<object?> items, IReadOnlyList<Label> labels) =>
        _callback.Invoke(scope, count, ("data", new ArrayValue(items, labels)), _context);

    /// <summary>What it gives for a value of each cell, where all cells hold bytes; null: that is to be computed.</summary>
    internal ByteTable? TableOfCells(bool holdBytes) => holdBytes && _takesLanes ? ByteTable.TryMake(One) : null;

    /// <summary>The one element of an array that it looks at; null: it may look at several.</summary>
    internal int? OnlyElementOf(IReadOnlyList<Label> labels) => _takesLanes ? OnlyElement.Of(_written, labels, _processes) : null;

    /// <summary>What it gives for an array of the numbers 1, 2, and so on; null if that is no array.</summary>
    /// <exception cref="GraphException">It cannot be done.</exception>
    internal ArrayValue? Try(IReadOnlyList<Label> labels)
    {
        using var scope = new ReadScope();
        object?[] items = [.. Enumerable.Range(1, labels.Count).Select(number => new Lanes(new double[] { number }))];
        return Many(scope, 1, items, labels) as ArrayValue;
    }

    /// <summary>As <see cref="Try"/> where that costs nothing: a process that does not take lanes may be a long one.</summary>
    /// <exception cref="GraphException">It cannot be done, or gives an array.</exception>
    internal void TryReducing(IReadOnlyList<Label> labels)
    {
        if (_takesLanes && Try(labels) is not null)
        {
            throw NotOne();
        }
    }

    /// <summary>Puts the one value that it gave for each cell into a cube.</summary>
    /// <exception cref="GraphException">It gave an array.</exception>
    internal static void Put(object value, Span<double> cells) => (value as Lanes ?? throw NotOne()).Span.CopyTo(cells);

    private static GraphException NotOne() => new("ProcessGraphInvalid", "The process must give one value for each cell here, not an array.");
}
