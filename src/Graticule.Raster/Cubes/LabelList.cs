using System.Collections;

namespace Graticule.Raster.Cubes;

/// <summary>The labels of a dimension, in order. Those of a regular axis are computed, not stored.</summary>
public sealed class LabelList : IReadOnlyList<Label>
{
    private readonly Label[]? _labels;

    public LabelList(IEnumerable<Label> labels)
    {
        _labels = [.. labels];
        Count = _labels.Length;
    }

    private LabelList(double start, double step, int count) => (Start, Step, Count) = (start, step, count);

    public int Count { get; }

    /// <summary>First number of a regular axis; 0 otherwise.</summary>
    public double Start { get; }

    /// <summary>Distance from one number to the next, negative for a falling axis; 0 where the labels were enumerated.</summary>
    public double Step { get; }

    public bool IsRegular => _labels is null;

    public Label this[int index] => _labels is null ? new Label(Start + (index * Step)) : _labels[index];

    /// <summary>Numbers at equal distances.</summary>
    /// <param name="start">The first: of an axis in space, the centre of the first cell.</param>
    /// <param name="step">Not zero.</param>
    /// <param name="count">How many.</param>
    public static LabelList Regular(double start, double step, int count) => new(start, step, count);

    /// <summary>Whole numbers from 0.</summary>
    public static LabelList Numbered(int count) => new(Enumerable.Range(0, count).Select(number => new Label(number)));

    /// <summary>The labels at these positions, in the order given.</summary>
    public LabelList Pick(IReadOnlyList<int> positions) => new(positions.Select(position => this[position]));

    /// <summary>A run of labels; regular if this list is.</summary>
    public LabelList Slice(int start, int count) =>
        IsRegular ? Regular(Start + (start * Step), Step, count) : new(_labels!.Skip(start).Take(count));

    /// <summary>Position of a label; -1 if it is not there.</summary>
    public int IndexOf(Label label)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i] == label)
            {
                return i;
            }
        }

        return -1;
    }

    public IEnumerator<Label> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
