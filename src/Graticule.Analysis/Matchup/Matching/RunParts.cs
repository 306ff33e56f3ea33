namespace Graticule.Analysis.Matchup.Matching;

/// <summary>The one or two parts of a run of columns round the circle that have no break: each from a column to below another, both of the grid.</summary>
internal ref struct RunParts(int first, int end, int columns)
{
    private int _first = first < 0 ? first + columns : first >= columns ? first - columns : first;
    private int _left = end - first;

    public (int From, int To) Current { get; private set; }

    public readonly RunParts GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_left <= 0)
        {
            return false;
        }

        var to = Math.Min(_first + _left, columns);
        Current = (_first, to);
        _left -= to - _first;
        _first = 0;
        return true;
    }
}
