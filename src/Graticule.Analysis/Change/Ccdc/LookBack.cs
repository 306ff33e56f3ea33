namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Takes observations before the window into it, or out of the series, as long as the model of the window describes them.</summary>
internal static class LookBack
{
    internal static void Run(SearchState state)
    {
        while (state.Start > state.PreviousEnd)
        {
            var (least, nearest) = Magnitudes(state);
            if (least > state.ChangeThreshold)
            {
                return;
            }

            if (nearest > state.Parameters.OutlierThreshold)
            {
                state.Remove(state.Start - 1);
            }
            else
            {
                state.Start--;
            }
        }
    }

    /// <summary>The smallest magnitude of the observations before the window, and that of the last of them.</summary>
    private static (double Least, double Nearest) Magnitudes(SearchState state)
    {
        var scale = state.Scale(state.Model.Rmse);
        var (least, nearest) = (double.PositiveInfinity, 0.0);
        for (var position = state.Start - 1; position >= First(state); position--)
        {
            var magnitude = state.SumOfSquares(state.Residual(position) / scale);
            least = Math.Min(least, magnitude);
            nearest = position == state.Start - 1 ? magnitude : nearest;
        }

        return (least, nearest);
    }

    /// <summary>One observation less than a peek; near the beginning of the series all that there are, those of the segment before too.</summary>
    private static int First(SearchState state)
    {
        if (state.Start - state.PreviousEnd > state.Peek)
        {
            return state.Start - state.Peek + 1;
        }

        return state.Start <= state.Peek ? 0 : state.PreviousEnd;
    }
}
