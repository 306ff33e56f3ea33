using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Takes the cell of the source that the centre of each cell falls into.</summary>
internal sealed class NearestCube(Cube source, Grid target) : RegriddedCube(source, target)
{
    /// <summary>A centre on the edge of two cells belongs to the second, whatever rounding does to it; GDAL's warper does the same.</summary>
    private const double Tolerance = 1e-10;

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new NearestCube(Source.Select(dimension, positions), Target);

    protected override void Prepare(Window whole, Kept kept)
    {
        kept.NewPlaces();
        var columns = kept.Columns(whole, 0, whole.Height);
        var rows = kept.Rows(whole, 0, whole.Height);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = whole.Column + (i % whole.Width) + 0.5;
            rows[i] = whole.Row + (i / whole.Width) + 0.5;
        }

        kept.Transform.Apply(columns, rows);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Math.Floor(columns[i] + Tolerance);
            rows[i] = Math.Floor(rows[i] + Tolerance);
        }
    }

    protected override Window? Footprint(Window part, Kept kept)
    {
        var (left, top, right, bottom) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        for (var row = 0; row < part.Height; row++)
        {
            var columns = kept.Columns(part, row);
            var rows = kept.Rows(part, row);
            for (var i = 0; i < columns.Length; i++)
            {
                // Comparisons with NaN are false.
                if (columns[i] >= 0 && columns[i] < SourceGrid.Width && rows[i] >= 0 && rows[i] < SourceGrid.Height)
                {
                    (left, right) = (Math.Min(left, columns[i]), Math.Max(right, columns[i] + 1));
                    (top, bottom) = (Math.Min(top, rows[i]), Math.Max(bottom, rows[i] + 1));
                }
            }
        }

        return right < left ? null : Clip(left, top, right, bottom);
    }

    protected override void Fill(Window part, Window footprint, Kept kept)
    {
        var cells = ReadSource(footprint, kept);
        Span<int> places = new int[part.Width];
        for (var row = 0; row < part.Height; row++)
        {
            var columns = kept.Columns(part, row);
            var rows = kept.Rows(part, row);
            for (var i = 0; i < places.Length; i++)
            {
                var (x, y) = (columns[i] - footprint.Column, rows[i] - footprint.Row);
                places[i] = x >= 0 && x < footprint.Width && y >= 0 && y < footprint.Height ? ((int)y * footprint.Width) + (int)x : -1;
            }

            for (var plane = 0; plane < Shape.Planes; plane++)
            {
                Take(places, cells.AsSpan((int)(plane * footprint.Pixels), (int)footprint.Pixels), kept.Row(plane, part.Row + row, part.Column));
            }
        }
    }

    private static void Take(ReadOnlySpan<int> places, ReadOnlySpan<double> from, Span<double> to)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                to[i] = from[places[i]];
            }
        }
    }
}
