using Graticule.Raster.Expressions;

namespace Graticule.Tests.Raster.Expressions;

public sealed class ExpressionParserTests
{
    private const double A = 3;
    private const double B = 4;

    /// <summary>The values are those that muParser 2.3.3 gives for a = 3, b = 4, z = 0 and n = NaN.</summary>
    [Theory]
    [InlineData("-2^2", -4)]
    [InlineData("2^-2", 0.25)]
    [InlineData("2^3^2", 512)]
    [InlineData("2^-3^2", 0.001953125)]
    [InlineData("a^-b*2", 2 / 81.0)]
    [InlineData("-a*-b", 12)]
    [InlineData("a - -b", 7)]
    [InlineData("a--b", 7)]
    [InlineData("2-3-4", -5)]
    [InlineData("2/3/4", 2 / 3.0 / 4)]
    [InlineData("1+2*3", 7)]
    [InlineData("3>2>1", 0)]
    [InlineData("1==2!=0", 0)]
    [InlineData("1!=2==0", 0)]
    [InlineData("5-2<4", 1)]
    [InlineData("1||1&&0", 1)]
    [InlineData("1 or 1 and 0", 0)]
    [InlineData("1 || 1 and 0", 0)]
    [InlineData("1 or 1 && 0", 1)]
    [InlineData("0 and 0 or 1", 1)]
    [InlineData("0.5 && 1", 1)]
    [InlineData("0.5 and 1", 0)]
    [InlineData("n and 1", 1)]
    [InlineData("a?1:b?2:3", 1)]
    [InlineData("z?1:2+5", 7)]
    [InlineData("a ? b ? 1 : 2 : 3", 1)]
    [InlineData("a==3&&b>a?7:8", 7)]
    [InlineData("n?1:2", 1)]
    [InlineData("n&&1", 1)]
    [InlineData("n==n", 0)]
    [InlineData("n!=n", 1)]
    [InlineData("n<=1", 0)]
    [InlineData("min(1,n)", 1)]
    [InlineData("min(n,1)", double.NaN)]
    [InlineData("max(3,n,2)", 3)]
    [InlineData("sum(1,2,3)", 6)]
    [InlineData("avg(1,2,6)", 3)]
    [InlineData("sign(n)", 0)]
    [InlineData("sign(-a)", -1)]
    [InlineData("rint(2.5)", 3)]
    [InlineData("rint(-2.5)", -2)]
    [InlineData("abs(-a)", 3)]
    [InlineData("ndvi(1,2)", 1 / 3.0)]
    [InlineData("ndvi(z,z)", 0)]
    [InlineData("1/z", double.PositiveInfinity)]
    [InlineData("z/z", double.NaN)]
    [InlineData("(-8)^(1/3)", double.NaN)]
    [InlineData("z^z", 1)]
    [InlineData("log(10)", 2.302585092994046)]
    [InlineData("log10(100)", 2)]
    [InlineData("sqrt(-1)", double.NaN)]
    [InlineData("atan2(1,2)", 0.4636476090008061)]
    [InlineData("1,2", 2)]
    [InlineData("a, b, min(a,b)", 3)]
    [InlineData(".5+5.+1.e2+1E-1", 105.6)]
    [InlineData("00012", 12)]
    [InlineData("a\n+\tb", 7)]
    [InlineData("pi-_pi+e-_e", 0)]
    public void An_expression_has_the_value_that_muParser_gives(string text, double expected)
    {
        var program = ExpressionProgram.Compile(ExpressionParser.Parse(text, Complain));
        var evaluator = new Evaluator(program);
        for (var i = 0; i < program.Variables.Length; i++)
        {
            evaluator.Input(i, 1)[0] = ValueOf(program.Variables[i]);
        }

        // One unit in the 15th digit: library functions may differ in the last bit.
        var tolerance = double.IsFinite(expected) ? Math.Abs(expected) * 1e-15 : 0;
        Assert.Equal(expected, evaluator.Run(1)[0], tolerance);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("a+", 3, "missing before the end")]
    [InlineData("(a", 3, "column 1")]
    [InlineData("a)", 2, "closes nothing")]
    [InlineData("a b", 3, "operator is missing")]
    [InlineData("2a", 2, "2 * x")]
    [InlineData("--a", 2, "-(-x)")]
    [InlineData("1---1", 4, "parentheses")]
    [InlineData("a?b", 4, "': value'")]
    [InlineData("a:b", 2, "'?'")]
    [InlineData("a=3", 2, "==")]
    [InlineData("!a", 1, "x == 0")]
    [InlineData("a%b", 2, "rint")]
    [InlineData("a & b", 3, "&&")]
    [InlineData("a;b", 2, "commas")]
    [InlineData("a**2", 2, "x^y")]
    [InlineData("a<>b", 2, "!=")]
    [InlineData("a § b", 3, "'§'")]
    [InlineData("'a'", 1, "numbers")]
    [InlineData("sin a", 5, "parentheses")]
    [InlineData("sin(a,b)", 8, "1 arguments, not 2")]
    [InlineData("sin()", 5, "1 arguments, not 0")]
    [InlineData("min()", 5, "1 to 256")]
    [InlineData("min(a,)", 7, "missing before ')'")]
    [InlineData("floor(a)", 1, "rint(x - 0.5)")]
    [InlineData("SIN(a)", 1, "sin")]
    [InlineData("pow(a,2)", 1, "x^y")]
    [InlineData("a + c", 5, "a, b, n and z")]
    [InlineData("1e400", 1, "too large")]
    [InlineData("1.5.2", 4, "operator is missing")]
    [InlineData("2e", 2, "operator is missing")]
    [InlineData("a?b,2:3", 4, "': value'")]
    [InlineData("(a,b)", 3, "closed")]
    [InlineData("not a", 1, "x == 0")]
    public void What_is_wrong_is_named_with_its_column_and_what_would_be_right(string text, int column, string advice)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text, Complain));

        Assert.Equal(column, error.Column);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_depth_and_size_are_bounded()
    {
        var deep = new string('(', ExpressionParser.MostDepth + 1) + "a" + new string(')', ExpressionParser.MostDepth + 1);
        var large = string.Join('+', Enumerable.Repeat("a", ExpressionParser.MostNodes));

        Assert.Equal(ExpressionParser.MostDepth + 1, Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(deep, Complain)).Column);
        Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(large, Complain));
        Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(new string(' ', ExpressionParser.MostCharacters + 1), Complain));
    }

    [Fact]
    public void The_largest_expressions_allowed_are_compiled()
    {
        var deep = new string('(', ExpressionParser.MostDepth) + "a" + new string(')', ExpressionParser.MostDepth);
        var large = string.Join('+', Enumerable.Repeat("a", ExpressionParser.MostNodes / 2));

        Assert.Empty(ExpressionProgram.Compile(ExpressionParser.Parse(deep, Complain)).Instructions);
        Assert.Equal((ExpressionParser.MostNodes / 2) - 1, ExpressionProgram.Compile(ExpressionParser.Parse(large, Complain)).Instructions.Length);
    }

    [Fact]
    public void Every_function_and_constant_of_the_vocabulary_can_be_written()
    {
        foreach (var function in Vocabulary.Functions)
        {
            var arguments = string.Join(",", Enumerable.Repeat("a", function.Least));
            ExpressionParser.Parse($"{function.Name}({arguments})", Complain);
            Assert.Throws<ExpressionException>(() => ExpressionParser.Parse($"{function.Name}({string.Join(",", Enumerable.Repeat("a", function.Most + 1))})", Complain));
        }

        foreach (var constant in Vocabulary.Constants)
        {
            Assert.Equal(new Number(constant.Value), ExpressionParser.Parse(constant.Name, Complain));
        }
    }

    private static string? Complain(string name) => name is "a" or "b" or "n" or "z" ? null : "there are a, b, n and z.";

    private static double ValueOf(string name) => name switch
    {
        "a" => A,
        "b" => B,
        "z" => 0,
        _ => double.NaN,
    };
}
