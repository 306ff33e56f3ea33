namespace Graticule.Analysis.Matchup.Sources;

/// <summary>A number for each observation of a file, 0 until it is set; holds pages of those that were asked for.</summary>
internal sealed class ObservationNumbers
{
    private const int PageBits = 12;

    private readonly Dictionary<long, int[]> _pages = [];
    private long _last = -1;
    private int[] _page = [];

    public ref int this[long index]
    {
        get
        {
            if (index >> PageBits != _last)
            {
                _last = index >> PageBits;
                if (!_pages.TryGetValue(_last, out _page!))
                {
                    _pages[_last] = _page = new int[1 << PageBits];
                }
            }

            return ref _page[index & ((1 << PageBits) - 1)];
        }
    }
}
