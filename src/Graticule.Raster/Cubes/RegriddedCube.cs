using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube on another grid. A window is computed together with what the walk asks for next, and kept by the thread, so that the
/// strips of a window do not each begin anew.
/// </summary>
internal abstract class RegriddedCube(Cube source, Grid target) : Cube(ShapeOf(source, target))
{
    /// <summary>Most cells of the source that are held for one piece of a window.</summary>
    private const long MostSourceCells = 4L << 20;

    public override IReadOnlyList<Cube> Inputs => [source];

    public override (int Width, int Height) Tile => (0, 0);

    public override long BytesPerPixel => source.BytesPerPixel + (2L * sizeof(double) * Shape.Planes);

    protected Cube Source => source;

    protected Grid SourceGrid { get; } = source.Shape.Grid ?? throw new ArgumentException($"The cube {source.Shape} has no regular grid.", nameof(source));

    protected Grid Target => target;

    public override Block Read(Window window, ReadScope scope)
    {
        var kept = scope.Keep(this, () => new Kept(target, SourceGrid));
        if (!kept.Covers(window))
        {
            var whole = scope.WholeOf(window, Shape);
            kept.Begin(whole, Shape.Planes);
            Prepare(whole, kept);
            Compute(whole, kept);
            kept.IsDone = true;
        }

        return kept.Cut(window, Shape.Planes, scope);
    }

    /// <summary>What is computed once for a kept window.</summary>
    protected virtual void Prepare(Window whole, Kept kept)
    {
    }

    /// <summary>Fills a part of the kept window from its footprint; every cell holds <see cref="Missing.Value"/> before.</summary>
    protected abstract void Fill(Window part, Window footprint, Kept kept);

    /// <summary>Part of the source that a part of the target needs; null: none.</summary>
    protected abstract Window? Footprint(Window part, Kept kept);

    protected Window? Clip(double left, double top, double right, double bottom)
    {
        var (column, row) = (Math.Max(0, Math.Floor(left)), Math.Max(0, Math.Floor(top)));
        var (width, height) = (Math.Min(SourceGrid.Width, Math.Ceiling(right)) - column, Math.Min(SourceGrid.Height, Math.Ceiling(bottom)) - row);
        return width > 0 && height > 0 ? new((int)column, (int)row, (int)width, (int)height) : null;
    }

    /// <summary>All planes of a window of the source, one after the other, read in strips.</summary>
    protected double[] ReadSource(Window window, Kept kept)
    {
        var cells = kept.SourceCells(checked((int)(window.Pixels * Shape.Planes)));
        StripReading.Read(source, window, kept.Scope, cells);
        return cells;
    }

    /// <summary>Halves a window until what it needs of the source is small enough.</summary>
    private void Compute(Window part, Kept kept)
    {
        if (Footprint(part, kept) is not { } footprint)
        {
            return;
        }

        if (footprint.Pixels * Shape.Planes <= MostSourceCells || part.Pixels == 1)
        {
            Fill(part, footprint, kept);
            return;
        }

        var (width, height) = part.Width >= part.Height ? (part.Width / 2, part.Height) : (part.Width, part.Height / 2);
        Compute(part with { Width = width, Height = height }, kept);
        Compute(
            width < part.Width
                ? part with { Column = part.Column + width, Width = part.Width - width }
                : part with { Row = part.Row + height, Height = part.Height - height },
            kept);
    }

    private static CubeShape ShapeOf(Cube source, Grid target)
    {
        var (x, y) = target.ToDimensions(source.Shape.X!.Name, source.Shape.Y!.Name);
        return new(source.Shape.Dimensions.Select(dimension => dimension switch
        {
            { IsX: true } => x,
            { IsY: true } => y,
            _ => dimension,
        }));
    }

    /// <summary>What a thread keeps: the window that was computed last, and means to compute the next.</summary>
    protected internal sealed class Kept(Grid target, Grid source) : IDisposable
    {
        private double[] _cells = [];
        private double[] _source = [];
        private double[] _columns = [];
        private double[] _rows = [];

        internal Window Window { get; private set; }

        internal ReadScope Scope { get; } = new();

        internal PixelPlaces Transform { get; } = new(target, source);

        internal bool IsDone { get; set; }

        internal bool Covers(Window window) => IsDone
            && window.Row >= Window.Row && window.Row + window.Height <= Window.Row + Window.Height
            && window.Column >= Window.Column && window.Column + window.Width <= Window.Column + Window.Width;

        internal void Begin(Window window, int planes)
        {
            IsDone = false;
            var count = checked((int)(window.Pixels * planes));
            _cells = _cells.Length >= count ? _cells : GC.AllocateUninitializedArray<double>(count);
            _cells.AsSpan(0, count).Fill(Missing.Value);
            Window = window;
        }

        internal double[] SourceCells(int count) => _source = _source.Length >= count ? _source : GC.AllocateUninitializedArray<double>(count);

        /// <summary>Makes room for the place of each cell of the window in the source.</summary>
        internal void NewPlaces()
        {
            if (_columns.Length < Window.Pixels)
            {
                (_columns, _rows) = (new double[Window.Pixels], new double[Window.Pixels]);
            }
        }

        /// <summary>Columns of the source for rows of a part of the window.</summary>
        internal Span<double> Columns(Window part, int row, int count = 1) => _columns.AsSpan(PlaceOf(part, row), part.Width * count);

        /// <inheritdoc cref="Columns"/>
        internal Span<double> Rows(Window part, int row, int count = 1) => _rows.AsSpan(PlaceOf(part, row), part.Width * count);

        private int PlaceOf(Window part, int row) => ((part.Row + row - Window.Row) * Window.Width) + part.Column - Window.Column;

        /// <summary>A row of the kept window, from a column of it on.</summary>
        internal Span<double> Row(int plane, int row, int column) => _cells.AsSpan(
            (int)((((long)plane * Window.Height) + row - Window.Row) * Window.Width) + column - Window.Column, Window.Width - (column - Window.Column));

        internal Block Cut(Window window, int planes, ReadScope scope)
        {
            var block = scope.NewBlock(window, planes);
            for (var plane = 0; plane < planes; plane++)
            {
                var to = block.Plane(plane);
                for (var row = 0; row < window.Height; row++)
                {
                    Row(plane, window.Row + row, window.Column)[..window.Width].CopyTo(to[(row * window.Width)..]);
                }
            }

            return block;
        }

        public void Dispose()
        {
            Scope.Dispose();
            Transform.Dispose();
        }
    }
}
