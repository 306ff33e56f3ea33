using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The observations of a pixel that are used, in order of time. A thread has one and fills it for each pixel.</summary>
internal sealed class Observations(SeriesDates dates)
{
    private readonly int[] _dates = new int[dates.Days.Length];
    private readonly Vector512<double>[] _values = new Vector512<double>[dates.Days.Length];

    internal SeriesDates Dates => dates;

    internal int Count { get; private set; }

    internal void Clear() => Count = 0;

    /// <param name="date">Index among the dates.</param>
    /// <param name="values">One lane a band; the last is 0.</param>
    internal void Add(int date, Vector512<double> values)
    {
        _dates[Count] = date;
        _values[Count] = values;
        Count++;
    }

    /// <summary>Takes out the one at a position; later ones move down.</summary>
    internal void RemoveAt(int position)
    {
        Count--;
        Array.Copy(_dates, position + 1, _dates, position, Count - position);
        Array.Copy(_values, position + 1, _values, position, Count - position);
    }

    /// <summary>Index among the dates.</summary>
    internal int Date(int position) => _dates[position];

    internal int Day(int position) => dates.Days[_dates[position]];

    /// <summary>Days from the first to the last of a range.</summary>
    internal int Span(int start, int end) => Day(end - 1) - Day(start);

    internal Vector512<double> Values(int position) => _values[position];

    internal double Value(int position, int band) => _values[position].GetElement(band);

    /// <summary>The row of the design.</summary>
    internal ref readonly double Row(int position) =>
        ref MemoryMarshal.GetReference(dates.Design.AsSpan(_dates[position] * SeriesDates.Width, SeriesDates.Width));
}
