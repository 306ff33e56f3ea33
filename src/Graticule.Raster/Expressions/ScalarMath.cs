namespace Graticule.Raster.Expressions;

/// <summary>The meaning of every operation for single numbers: folds constants, and is what the vector kernels are tested against.</summary>
internal static class ScalarMath
{
    /// <summary>Below this absolute sum a normalised difference is 0, as in OTB.</summary>
    internal const double SmallestSum = 1e-6;

    internal static double Apply(Operation operation, double a, double b = 0, double c = 0) => operation switch
    {
        Operation.Add => a + b,
        Operation.Subtract => a - b,
        Operation.Multiply => a * b,
        Operation.Divide => a / b,
        Operation.Power => Math.Pow(a, b),
        Operation.Negate => -a,
        Operation.Less => Truth(a < b),
        Operation.LessOrEqual => Truth(a <= b),
        Operation.Greater => Truth(a > b),
        Operation.GreaterOrEqual => Truth(a >= b),
        Operation.Equal => Truth(a == b),
        Operation.NotEqual => Truth(a != b),
        Operation.And => Truth(a != 0 && b != 0),
        Operation.Or => Truth(a != 0 || b != 0),
        Operation.Select => a != 0 ? b : c,
        Operation.Min => b < a ? b : a,
        Operation.Max => a < b ? b : a,
        Operation.NormalizedDifference => Math.Abs(a + b) < SmallestSum ? 0 : (b - a) / (b + a),
        Operation.Atan2 => Math.Atan2(a, b),
        _ => Unary(operation, a),
    };

    private static double Unary(Operation operation, double a) => operation switch
    {
        Operation.Abs => a >= 0 ? a : -a,
        Operation.Sign => Truth(a > 0) - Truth(a < 0),
        Operation.Round => Math.Floor(a + 0.5),
        Operation.Truncate => Math.Truncate(a),
        Operation.Sqrt => Math.Sqrt(a),
        Operation.Exp => Math.Exp(a),
        Operation.Log => Math.Log(a),
        Operation.Log2 => Math.Log2(a),
        Operation.Log10 => Math.Log10(a),
        Operation.Sin => Math.Sin(a),
        Operation.Cos => Math.Cos(a),
        Operation.Tan => Math.Tan(a),
        Operation.Asin => Math.Asin(a),
        Operation.Acos => Math.Acos(a),
        Operation.Atan => Math.Atan(a),
        Operation.Sinh => Math.Sinh(a),
        Operation.Cosh => Math.Cosh(a),
        Operation.Tanh => Math.Tanh(a),
        Operation.Asinh => Math.Asinh(a),
        Operation.Acosh => Math.Acosh(a),
        Operation.Atanh => Math.Atanh(a),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation on one number."),
    };

    private static double Truth(bool holds) => holds ? 1 : 0;
}
