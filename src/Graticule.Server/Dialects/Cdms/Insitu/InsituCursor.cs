namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Walks the rows of one table that a query asks for, in their order, finding some at a time.</summary>
/// <param name="table">Stays open while it walks.</param>
/// <param name="query">What is asked for.</param>
/// <param name="ordinal">Place of the table among all: what decides between rows that are alike in all else.</param>
internal sealed class InsituCursor(InsituTable table, InsituQuery query, int ordinal)
{
    private const int RowsAtATime = 2048;

    private IReadOnlyList<int> _found = [];
    private int _next;
    private int _from;
    private bool _isDone;

    public InsituTable Table => table;

    /// <summary>The row that the cursor stands on, after <see cref="MoveNext"/> said that there is one.</summary>
    public int Row { get; private set; }

    public long Time => table.Rows.Times[Row];

    public bool MoveNext()
    {
        while (true)
        {
            if (_next == _found.Count && !Find())
            {
                return false;
            }

            Row = _found[_next++];
            if (query.Holds(table, Row))
            {
                return true;
            }
        }
    }

    /// <summary>How many rows there are in all.</summary>
    public long Count()
    {
        if (query.Provider is null && query.Project is null)
        {
            return query.Rows.Count(table.Rows);
        }

        var count = 0L;
        foreach (var row in query.Rows.Rows(table.Rows))
        {
            count += query.Holds(table, row) ? 1 : 0;
        }

        return count;
    }

    /// <summary>By the rows that cursors stand on: time, code of the platform, depth, latitude and longitude.</summary>
    public static IComparer<InsituCursor> ByRow { get; } = Comparer<InsituCursor>.Create(static (one, other) => one.CompareWith(other));

    private int CompareWith(InsituCursor other)
    {
        var (mine, theirs) = (table.Rows, other.Table.Rows);
        var (row, otherRow) = (Row, other.Row);
        var order = mine.Times[row].CompareTo(theirs.Times[otherRow]);
        order = order != 0 ? order : string.CompareOrdinal(mine.PlatformOf(row).Code, theirs.PlatformOf(otherRow).Code);
        order = order != 0 ? order : mine.Depths[row].CompareTo(theirs.Depths[otherRow]);
        order = order != 0 ? order : mine.Latitudes[row].CompareTo(theirs.Latitudes[otherRow]);
        order = order != 0 ? order : mine.Longitudes[row].CompareTo(theirs.Longitudes[otherRow]);
        return order != 0 ? order : ordinal.CompareTo(other.Ordinal);
    }

    private int Ordinal => ordinal;

    private bool Find()
    {
        if (_isDone)
        {
            return false;
        }

        _found = query.Rows.Rows(table.Rows, _from, RowsAtATime);
        _next = 0;
        _isDone = _found.Count < RowsAtATime;
        _from = _found.Count > 0 ? _found[^1] + 1 : _from;
        return _found.Count > 0;
    }
}
