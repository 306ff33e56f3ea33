using FsCheck;
using FsCheck.Fluent;
using Graticule.Raster.Expressions;

namespace Graticule.Tests.Raster.Expressions;

public sealed class ExpressionProgramTests
{
    private static readonly double[] Values =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, 2.5, -2.5, 1e-7, 255, 10_000, -10_000, 1e30, -1e30, 1e-300, double.MaxValue, double.Epsilon,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI, 0.1, 3,
    ];

    private static readonly string[] Names = ["a", "b", "c"];

    public static TheoryData<Operation> AllOperations => new(Enum.GetValues<Operation>());

    [Theory]
    [MemberData(nameof(AllOperations))]
    public void An_operation_on_a_chunk_gives_what_it_gives_for_single_numbers(Operation operation)
    {
        var arity = operation.Arity();
        var operands = Names[..arity].Select(name => (Expression)new Variable(name));
        var evaluator = new Evaluator(ExpressionProgram.Compile(new Call(operation, [.. operands])));
        var rows = Combinations(arity).ToList();
        for (var start = 0; start < rows.Count; start += Evaluator.ChunkLength)
        {
            var part = rows.Skip(start).Take(Evaluator.ChunkLength).ToList();
            for (var i = 0; i < arity; i++)
            {
                part.Select(row => row[i]).ToArray().CopyTo(evaluator.Input(i, part.Count));
            }

            var results = evaluator.Run(part.Count).ToArray();
            for (var i = 0; i < part.Count; i++)
            {
                var row = part[i];
                var expected = ScalarMath.Apply(operation, row[0], row.ElementAtOrDefault(1), row.ElementAtOrDefault(2));
                AssertClose(expected, results[i], $"{operation}({string.Join(", ", row)})");
            }
        }
    }

    [Fact]
    public void A_program_gives_what_walking_the_tree_gives()
    {
        Prop.ForAll(Arb.From(Trees(5)), Arb.From(Gen.Choose(1, 40)), (tree, count) =>
        {
            var program = ExpressionProgram.Compile(tree);
            var evaluator = new Evaluator(program);
            var inputs = Names.Select((_, n) => Enumerable.Range(0, count).Select(i => Values[((i * 7) + (n * 5)) % Values.Length]).ToArray()).ToArray();
            for (var i = 0; i < program.Variables.Length; i++)
            {
                inputs[Array.IndexOf(Names, program.Variables[i])].CopyTo(evaluator.Input(i, count));
            }

            var results = evaluator.Run(count).ToArray();
            for (var i = 0; i < count; i++)
            {
                var expected = Walk(tree, name => inputs[Array.IndexOf(Names, name)][i]);
                Assert.True(expected.Equals(results[i]) || (expected == 0 && results[i] == 0), $"{tree} gave {results[i]}, not {expected}");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_occurs_twice_is_computed_once()
    {
        var program = Compile("(a-b)/(a+b) + (a-b)/(a+b)");

        Assert.Equal(4, program.Instructions.Length);
    }

    [Fact]
    public void What_is_constant_is_computed_at_compile_time()
    {
        var program = Compile("a * (2 + 3 * pi) + 0 * 7");

        Assert.Equal(2, program.Instructions.Length);
        Assert.Contains(program.Constants, c => c.Value == 2 + (3 * Math.PI));
        Assert.Equal(2, program.Constants.Length);
    }

    [Fact]
    public void A_variable_that_does_not_matter_is_not_asked_for()
    {
        Assert.Equal("b", Assert.Single(Compile("a, b").Variables));
    }

    [Fact]
    public void Registers_are_used_again()
    {
        var program = Compile(string.Join(" + ", Enumerable.Range(1, 100).Select(i => $"a^{i + 10}")));

        // One for the variable, one per exponent, one for the sum so far and one for the power to add.
        Assert.Equal(1 + 100 + 2, program.Registers);
    }

    private static ExpressionProgram Compile(string text) => ExpressionProgram.Compile(ExpressionParser.Parse(text, _ => null));

    private static IEnumerable<double[]> Combinations(int arity) =>
        arity == 1 ? Values.Select(v => new[] { v })
        : Combinations(arity - 1).SelectMany(head => Values.Select(v => (double[])[.. head, v]));

    /// <summary>
    /// Vector forms of the library functions are allowed a relative error of 1e-13: results end as 32-bit floats, which
    /// resolve 6e-8. All else must be the same number.
    /// </summary>
    private static void AssertClose(double expected, double actual, string what)
    {
        var isClose = expected.Equals(actual) || (expected == 0 && actual == 0) || Math.Abs(expected - actual) <= 1e-13 * Math.Abs(expected);
        Assert.True(isClose, $"{what} gave {actual:R}, not {expected:R}");
    }

    private static double Walk(Expression tree, Func<string, double> valueOf) => tree switch
    {
        Number number => number.Value,
        Variable variable => valueOf(variable.Name),
        Call call => Apply(call.Operation, [.. call.Operands.Select(o => Walk(o, valueOf))]),
        _ => throw new ArgumentException("Not an expression.", nameof(tree)),
    };

    private static double Apply(Operation operation, double[] operands) =>
        ScalarMath.Apply(operation, operands[0], operands.ElementAtOrDefault(1), operands.ElementAtOrDefault(2));

    /// <summary>Trees of the operations that are exact, so that results must be the same numbers.</summary>
    private static Gen<Expression> Trees(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Values).Select(v => (Expression)new Number(v)), Gen.Elements(Names).Select(n => (Expression)new Variable(n)));
        if (depth == 0)
        {
            return leaf;
        }

        var operations = Enum.GetValues<Operation>().Where(o => o is <= Operation.Divide or (>= Operation.Negate and <= Operation.Sqrt)).ToArray();
        var call = Gen.Elements(operations).SelectMany(operation =>
            Trees(depth - 1).ArrayOf(operation.Arity()).Select(operands => (Expression)new Call(operation, [.. operands])));
        return Gen.Frequency((1, leaf), (3, call));
    }
}
