using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// The observations of a pixel that are used, in order of time: the bands that are tested, one lane each, and groups of as many further ones. A thread has
/// one and fills it for each pixel.
/// </summary>
internal sealed class Observations
{
    private readonly SeriesDates _dates;
    private readonly int[] _places;
    private readonly Vector512<double>[] _values;

    /// <summary>By group and index among the dates, so that they stay where they are when others are taken out.</summary>
    private readonly Vector512<double>[][] _further;

    internal Observations(SeriesDates dates, int bands = PixelSeries.Bands)
    {
        var count = dates.Days.Length;
        _dates = dates;
        _places = new int[count];
        _values = new Vector512<double>[count];
        _further = new Vector512<double>[(bands - 1) / Vector512<double>.Count][];
        for (var group = 0; group < _further.Length; group++)
        {
            _further[group] = new Vector512<double>[count];
        }
    }

    internal int Count { get; private set; }

    /// <summary>Groups of further bands.</summary>
    internal int Groups => _further.Length;

    internal void Clear() => Count = 0;

    /// <param name="date">Index among the dates.</param>
    /// <param name="lanes">A number for each band, and as many after them as make whole groups.</param>
    internal void Add(int date, ReadOnlySpan<double> lanes)
    {
        for (var group = 0; group < _further.Length; group++)
        {
            _further[group][date] = Vector512.Create(lanes[((group + 1) * Vector512<double>.Count)..]);
        }

        _places[Count] = date;
        _values[Count] = Vector512.Create(lanes);
        Count++;
    }

    /// <summary>Takes out the one at a position; later ones move down.</summary>
    internal void RemoveAt(int position)
    {
        Count--;
        Array.Copy(_places, position + 1, _places, position, Count - position);
        Array.Copy(_values, position + 1, _values, position, Count - position);
    }

    /// <summary>Index among the dates.</summary>
    internal int Date(int position) => _places[position];

    internal int Day(int position) => _dates.Days[_places[position]];

    /// <summary>Days from the first to the last of a range.</summary>
    internal int Span(int start, int end) => Day(end - 1) - Day(start);

    internal Vector512<double> Values(int position) => _values[position];

    /// <summary>Of group 0, the bands that are tested; of others, further ones.</summary>
    internal Vector512<double> Values(int position, int group) => group == 0 ? _values[position] : _further[group - 1][_places[position]];

    /// <summary>Further bands by index among the dates, also of observations that were taken out.</summary>
    internal Vector512<double> Further(int group, int date) => _further[group - 1][date];

    internal double Value(int position, int band) => _values[position].GetElement(band);

    /// <summary>The row of the design.</summary>
    internal ref readonly double Row(int position) => ref _dates.Row(_places[position]);
}
