namespace Graticule.Raster.Expressions;

/// <summary>
/// What the machine can compute, one number per pixel. Truth is 1 and falsehood 0; anything but zero, NaN included, counts as
/// true.
/// </summary>
public enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,

    /// <summary>Second operand where the first is true, third elsewhere.</summary>
    Select,

    /// <summary>Second operand if it is smaller, else the first: a NaN in the first stays, one in the second is passed over.</summary>
    Min,

    /// <summary>Second operand if it is larger, else the first.</summary>
    Max,
    Abs,

    /// <summary>-1, 0 or 1; 0 for NaN.</summary>
    Sign,

    /// <summary>Nearest whole number, halves upwards: floor(x + 0.5).</summary>
    Round,

    /// <summary>The whole part, towards zero.</summary>
    Truncate,
    Sqrt,
    Exp,
    Log,
    Log2,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,

    /// <summary>(second - first) / (second + first), 0 where the sum is nearer to zero than 1e-6.</summary>
    NormalizedDifference,
}

public static class Operations
{
    /// <summary>Number of operands.</summary>
    public static int Arity(this Operation operation) => operation switch
    {
        Operation.Select => 3,
        <= Operation.Power or (>= Operation.Less and <= Operation.Or) => 2,
        Operation.Min or Operation.Max or Operation.Atan2 or Operation.NormalizedDifference => 2,
        _ => 1,
    };
}
