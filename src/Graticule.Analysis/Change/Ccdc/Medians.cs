using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Medians by selection, in linear time on the average.</summary>
internal static class Medians
{
    /// <summary>The middle number, or the mean of the middle two. Changes the order.</summary>
    internal static double Of(Span<double> values)
    {
        var middle = values.Length / 2;
        var upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // What lies before the place of the upper one is not greater.
        var lower = values[0];
        foreach (var value in values[1..middle])
        {
            lower = Math.Max(lower, value);
        }

        return (lower + upper) / 2;
    }

    /// <summary>The median of each lane; 0 of no vectors.</summary>
    /// <param name="vectors">Stay as they are.</param>
    /// <param name="scratch">At least as many.</param>
    internal static Vector512<double> Of(ReadOnlySpan<Vector512<double>> vectors, double[] scratch)
    {
        var medians = Vector512<double>.Zero;
        for (var lane = 0; vectors.Length > 0 && lane < Vector512<double>.Count; lane++)
        {
            for (var i = 0; i < vectors.Length; i++)
            {
                scratch[i] = vectors[i].GetElement(lane);
            }

            medians = medians.WithElement(lane, Of(scratch.AsSpan(0, vectors.Length)));
        }

        return medians;
    }

    /// <summary>The number that would have this place if they were sorted (C. A. R. Hoare, Algorithm 65, 1961).</summary>
    private static double Select(Span<double> values, int place)
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = values[(left + right) >>> 1];
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j)
            {
                right = j;
            }
            else if (place >= i)
            {
                left = i;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }
}
