using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>A model of all bands, one lane each. Filled again for each fit.</summary>
internal sealed class FittedModel(CcdcParameters parameters)
{
    /// <summary>Of the columns of the design but the last.</summary>
    internal Vector512<double>[] Weights { get; } = new Vector512<double>[7];

    /// <summary>Where the trend of the design is 0.</summary>
    internal Vector512<double> Intercept { get; set; }

    /// <summary>Root mean square of the residuals of the observations that it was fitted to.</summary>
    internal Vector512<double> Rmse { get; set; }

    internal int Coefficients { get; set; }

    /// <summary>What the model says of an observation that it was fitted to.</summary>
    internal Vector512<double> Fitted(ref readonly double row) => Predict(in row, hasSecond: true);

    /// <summary>What it says of another one; see <see cref="CcdcParameters.HasSecondHarmonic"/>.</summary>
    internal Vector512<double> Predicted(ref readonly double row) => Predict(in row, parameters.HasSecondHarmonic);

    private Vector512<double> Predict(ref readonly double row, bool hasSecond)
    {
        var sum = Intercept;
        for (var column = 0; column < Weights.Length; column++)
        {
            if (hasSecond || column is not (3 or 4))
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in row), column)), Weights[column], sum);
            }
        }

        return sum;
    }

    /// <summary>The intercept at day 0.</summary>
    internal Vector512<double> InterceptAtZero(int origin) => Intercept - (origin * Weights[0]);
}
