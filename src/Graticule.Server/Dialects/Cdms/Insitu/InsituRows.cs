namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>The rows of several tables in one order: by time, code of the platform, depth, latitude and longitude.</summary>
internal sealed class InsituRows
{
    private readonly List<InsituCursor> _all;
    private readonly PriorityQueue<InsituCursor, InsituCursor> _waiting = new(InsituCursor.ByRow);

    public InsituRows(IEnumerable<InsituTable> tables, InsituQuery query)
    {
        _all = [.. tables.Select((table, ordinal) => new InsituCursor(table, query, ordinal))];
        foreach (var cursor in _all.Where(cursor => cursor.MoveNext()))
        {
            _waiting.Enqueue(cursor, cursor);
        }
    }

    /// <summary>The one that stands on the next row; null: there are no more.</summary>
    public InsituCursor? Next => _waiting.TryPeek(out var cursor, out _) ? cursor : null;

    /// <summary>How many rows there are in all.</summary>
    public long Count() => _all.Sum(cursor => cursor.Count());

    /// <summary>Goes on to the next row.</summary>
    public void Pass()
    {
        var cursor = _waiting.Dequeue();
        if (cursor.MoveNext())
        {
            _waiting.Enqueue(cursor, cursor);
        }
    }

    /// <summary>Passes over rows, as many as there are.</summary>
    public void Pass(int count)
    {
        for (; count > 0 && _waiting.Count > 0; count--)
        {
            Pass();
        }
    }
}
