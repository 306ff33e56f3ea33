using System.Globalization;
using System.Numerics.Tensors;
using Graticule.Analysis.Graphs.LaneMath;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes of one or two numbers. A division by zero gives an infinite number or NaN, as IEEE 754 has it.</summary>
internal static class Arithmetic
{
    private const int MostPlaces = 308;

    internal static IEnumerable<GraphProcess> All =>
    [
        Elements.Binary("add", default(Sum)),
        Elements.Binary("subtract", default(Difference)),
        Elements.Binary("multiply", default(Product)),
        Elements.Binary("divide", default(Quotient)),
        Elements.Binary("normalized_difference", default(NormalizedDifference)),
        Elements.Binary("mod", Mod),
        Elements.Binary("power", Power, "base", "p"),
        Elements.Binary("log", Log, "x", "base"),
        Elements.Unary("sqrt", default(SquareRoot)),
        Elements.Unary("exp", Math.Exp, TensorPrimitives.Exp, "p"),
        Elements.Unary("ln", Math.Log, TensorPrimitives.Log),
        Elements.Unary("absolute", default(Absolute)),
        Elements.Unary("sgn", default(Sign)),
        Elements.Unary("int", default(Truncated)),
        Elements.Unary("floor", default(Floor)),
        Elements.Unary("ceil", default(Ceiling)),
        new("round", Round) { TakesLanes = true },
        new("clip", Clip) { TakesLanes = true },
        new("linear_scale_range", Scale) { TakesLanes = true },
    ];

    /// <summary>The remainder that has the sign of the divisor; of a division by zero, the quotient.</summary>
    internal static double Mod(double x, double y)
    {
        if (y == 0)
        {
            return x / y;
        }

        var rest = x % y;
        if (rest == 0)
        {
            return Math.CopySign(rest, y);
        }

        return rest < 0 != y < 0 ? rest + y : rest;
    }

    /// <summary>NaN if one is NaN, also where the other decides the value.</summary>
    internal static double Power(double number, double power)
    {
        if (double.IsNaN(number) || double.IsNaN(power))
        {
            return double.NaN;
        }

        return power == 2 ? number * number : Math.Pow(number, power);
    }

    internal static double Log(double x, double number) => number switch
    {
        10 => Math.Log10(x),
        2 => Math.Log2(x),
        _ => Math.Log(x) / Math.Log(number),
    };

    private static object? Round(Arguments args)
    {
        if (args["p"] is Lanes)
        {
            return PixelByPixel.Apply(args, Round);
        }

        var places = args["p"] is null ? 0 : args.Integer("p");
        return Math.Abs(places) <= MostPlaces
            ? Elements.Apply(args, new Rounded(places))
            : throw args.Wrong("p", $"a whole number from -{MostPlaces} to {MostPlaces}");
    }

    private static object? Clip(Arguments args)
    {
        if (args["min"] is Lanes || args["max"] is Lanes)
        {
            return PixelByPixel.Apply(args, Clip);
        }

        var (min, max) = (args.Real("min"), args.Real("max"));
        if (min > max)
        {
            throw new GraphException("MinMaxSwapped", string.Create(CultureInfo.InvariantCulture, $"The minimum {min} is greater than the maximum {max}.")) { Parameter = "min" };
        }

        if (double.IsNaN(min) || double.IsNaN(max))
        {
            return Elements.Apply(args, new Undefined(Missing.Is(min) || Missing.Is(max)));
        }

        return Elements.Apply(args, new Clipped(min, max));
    }

    private static object? Scale(Arguments args)
    {
        string[] names = ["inputMin", "inputMax", "outputMin", "outputMax"];
        if (Array.Exists(names, name => args[name] is Lanes))
        {
            return PixelByPixel.Apply(args, Scale);
        }

        var (inputMin, inputMax) = (args.Real("inputMin"), args.Real("inputMax"));
        var (outputMin, outputMax) = (args.Has("outputMin") ? args.Real("outputMin") : 0, args.Has("outputMax") ? args.Real("outputMax") : 1);
        return Missing.Is(inputMin) || Missing.Is(inputMax) || Missing.Is(outputMin) || Missing.Is(outputMax)
            ? Elements.Apply(args, new Undefined(IsMissing: true))
            : Elements.Apply(args, new Scaled(inputMin, inputMax, outputMin, outputMax));
    }
}
