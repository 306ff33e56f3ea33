namespace Graticule.Raster.Expressions;

/// <summary>A function of the BandMath language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Meaning">In a few words.</param>
public sealed record FunctionWord(string Name, int Least, int Most, string Meaning)
{
    internal Operation? Operation { get; init; }
}

/// <summary>A number with a name.</summary>
public sealed record ConstantWord(string Name, double Value, string Meaning);

/// <summary>Operators that bind equally strongly; they group from the left unless the meaning says otherwise.</summary>
public sealed record OperatorWords(IReadOnlyList<string> Symbols, string Meaning);

/// <summary>
/// Everything that may be written in a BandMath expression besides numbers, parentheses and the names of bands. It is what
/// OTB 8.1's BandMath accepts (muParser 2.3 with OTB's additions); what describes the language to users reads these lists.
/// </summary>
public static class Vocabulary
{
    /// <summary>Most arguments of min, max, sum and avg.</summary>
    public const int MostArguments = 256;

    /// <summary>From the loosest to the tightest.</summary>
    public static IReadOnlyList<OperatorWords> Operators { get; } =
    [
        new([","], "several expressions; the last one is the result"),
        new(["?:"], "condition ? value if true : value if false; groups from the right"),
        new(["||", "or", "and"], "|| and or: at least one is true; and: both are; OTB's words 'or' and 'and' bind as || does and look at the whole part only, so 0.5 is false to them"),
        new(["&&"], "both are true"),
        new(["<", "<=", ">", ">=", "==", "!="], "comparison, 1 if it holds and else 0; any comparison with NaN but != gives 0"),
        new(["+", "-"], "sum, difference"),
        new(["*", "/"], "product, quotient; x/0 is infinite, 0/0 is NaN"),
        new(["-x", "+x"], "sign, once; looser than ^, so -2^2 is -4"),
        new(["^"], "power; groups from the right"),
    ];

    public static IReadOnlyList<FunctionWord> Functions { get; } =
    [
        Unary("sin", Operation.Sin, "sine of an angle in radians"),
        Unary("cos", Operation.Cos, "cosine of an angle in radians"),
        Unary("tan", Operation.Tan, "tangent of an angle in radians"),
        Unary("asin", Operation.Asin, "arc sine, in radians"),
        Unary("acos", Operation.Acos, "arc cosine, in radians"),
        Unary("atan", Operation.Atan, "arc tangent, in radians"),
        new("atan2", 2, 2, "angle of the point (x = second, y = first), in radians") { Operation = Operation.Atan2 },
        Unary("sinh", Operation.Sinh, "hyperbolic sine"),
        Unary("cosh", Operation.Cosh, "hyperbolic cosine"),
        Unary("tanh", Operation.Tanh, "hyperbolic tangent"),
        Unary("asinh", Operation.Asinh, "inverse hyperbolic sine"),
        Unary("acosh", Operation.Acosh, "inverse hyperbolic cosine"),
        Unary("atanh", Operation.Atanh, "inverse hyperbolic tangent"),
        Unary("log2", Operation.Log2, "logarithm to base 2"),
        Unary("log10", Operation.Log10, "logarithm to base 10"),
        Unary("log", Operation.Log, "natural logarithm"),
        Unary("ln", Operation.Log, "natural logarithm"),
        Unary("exp", Operation.Exp, "e to the power of x"),
        Unary("sqrt", Operation.Sqrt, "square root; NaN below zero"),
        Unary("sign", Operation.Sign, "-1, 0 or 1; 0 for NaN"),
        Unary("rint", Operation.Round, "nearest whole number, halves upwards"),
        Unary("abs", Operation.Abs, "absolute value"),
        new("min", 1, MostArguments, "smallest argument; a NaN counts only in first place") { Operation = Operation.Min },
        new("max", 1, MostArguments, "largest argument; a NaN counts only in first place") { Operation = Operation.Max },
        new("sum", 1, MostArguments, "sum of the arguments") { Operation = Operation.Add },
        new("avg", 1, MostArguments, "mean of the arguments"),
        new("ndvi", 2, 2, "(second - first) / (second + first), so ndvi(red, nir); 0 where the sum is within 1e-6 of 0")
        {
            Operation = Operation.NormalizedDifference,
        },
    ];

    public static IReadOnlyList<ConstantWord> Constants { get; } =
    [
        new("_pi", Math.PI, "the circle's circumference by its diameter"),
        new("_e", Math.E, "base of the natural logarithm"),
        new("pi", Math.PI, "the same as _pi"),
        new("e", Math.E, "the same as _e"),
        new("log2e", 1.4426950408889634074, "logarithm of e to base 2"),
        new("log10e", 0.43429448190325182765, "logarithm of e to base 10"),
        new("ln2", 0.69314718055994530942, "natural logarithm of 2"),
        new("ln10", 2.30258509299404568402, "natural logarithm of 10"),
        new("euler", 0.57721566490153286061, "the Euler-Mascheroni constant"),
    ];

    private static FunctionWord Unary(string name, Operation operation, string meaning) =>
        new(name, 1, 1, meaning) { Operation = operation };
}
