using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>A window of one step of a grid.</summary>
internal sealed class GridChunk : ObservationChunk
{
    private readonly GridChunkParts _parts;
    private readonly GridPlaces _places;

    private GridChunk(GridChunkParts parts, GridPlaces places)
    {
        (_parts, _places) = (parts, places);
        var latitudes = places.Latitudes;
        var (west, east) = (places.Longitudes[0], places.Longitudes[^1]);
        (west, east) = west <= east ? (west, east) : (east, west);
        Bounds = new(
            GridWindow.Turned(west), Math.Min(latitudes[0], latitudes[^1]), GridWindow.Turned(east), Math.Max(latitudes[0], latitudes[^1]));
        Bytes = parts.Fields.Sum(field => field.Length * (long)sizeof(float)) + places.Count;
    }

    public override Places Places => _places;

    public override LonLatBox Bounds { get; }

    public override long Start => _places.Time;

    public override long End => _places.Time;

    public override long Bytes { get; }

    /// <summary>Null: no cell has a value.</summary>
    public static GridChunk? Make(GridChunkParts parts)
    {
        var (window, columns) = (parts.Window, parts.Window.Columns.Length);
        var isValid = new bool[window.Rows * columns];
        var (any, all) = (false, true);
        for (var row = 0; row < window.Rows; row++)
        {
            var valid = isValid.AsSpan(row * columns, columns);
            foreach (var field in parts.Fields)
            {
                var values = field.AsSpan(parts.IndexOf(row, 0), columns);
                for (var column = 0; column < columns; column++)
                {
                    valid[column] |= !float.IsNaN(values[column]);
                }
            }

            any |= valid.Contains(true);
            all &= !valid.Contains(false);
        }

        var latitudes = parts.File.Latitudes.AsSpan(window.Row, window.Rows).ToArray();
        return any ? new(parts, new(latitudes, window.Longitudes, parts.File.Times[parts.Step], all ? null : isValid)) : null;
    }

    public override ref int NumberOf(int index)
    {
        var (row, column) = Math.DivRem(index, _places.Longitudes.Length);
        var (rows, columns) = ((long)_parts.File.Latitudes.Length, (long)_parts.File.Longitudes.Length);
        return ref _parts.Numbers[(((_parts.Step * rows) + _parts.Window.Row + row) * columns) + _parts.Window.Columns[column]];
    }

    public override void Append(int index, PointColumns columns)
    {
        var (row, column) = Math.DivRem(index, _places.Longitudes.Length);
        var (fileRow, fileColumn) = (_parts.Window.Row + row, _parts.Window.Columns[column]);
        columns.Begin(
            GridWindow.Turned(_parts.File.Longitudes[fileColumn]), _places.Latitudes[row], _places.Time, double.NaN,
            (0, 0, columns.Strings.Of(_parts.Granule.Name), columns.Strings.Of(_parts.Source)));
        columns.AddId(_parts.File.IdOf(_parts.Step, fileRow, fileColumn));
        var at = _parts.IndexOf(row, column);
        for (var variable = 0; variable < _parts.Fields.Length; variable++)
        {
            var value = _parts.Fields[variable][at];
            if (!float.IsNaN(value) && (value != 0 || !_parts.Options.DropZeros))
            {
                columns.AddValue(_parts.Options.Variables[variable], value);
            }

            if (_parts.Options.Box > 0)
            {
                columns.AddBox(BoxStatistics.Of(
                    _parts.Options.Variables[variable], _parts.Fields[variable], _parts.OuterColumns.Length, row + _parts.Top, column + _parts.Left,
                    _parts.Options.Box, _parts.Wraps));
            }
        }
    }
}

/// <summary>What a chunk of a grid is made of.</summary>
internal sealed record GridChunkParts
{
    public required string Source { get; init; }

    public required Granule Granule { get; init; }

    public required IGridFile File { get; init; }

    public required ReadOptions Options { get; init; }

    public required ObservationNumbers Numbers { get; init; }

    public required int Step { get; init; }

    /// <summary>The cells that take part.</summary>
    public required GridWindow Window { get; init; }

    /// <summary>Values of each variable, of the window and the cells around it that boxes need, row by row.</summary>
    public required float[][] Fields { get; init; }

    public required int[] OuterColumns { get; init; }

    /// <summary>Rows of the fields above the window.</summary>
    public required int Top { get; init; }

    /// <summary>Columns of the fields left of the window.</summary>
    public required int Left { get; init; }

    /// <summary>Whether the fields go around the globe.</summary>
    public required bool Wraps { get; init; }

    /// <summary>Index in the fields of a cell of the window.</summary>
    public int IndexOf(int row, int column) => ((row + Top) * OuterColumns.Length) + column + Left;
}
