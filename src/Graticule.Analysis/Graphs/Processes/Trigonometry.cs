using System.Numerics.Tensors;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Angles are in radians.</summary>
internal static class Trigonometry
{
    internal static IEnumerable<GraphProcess> All =>
    [
        Elements.Unary("sin", Math.Sin, TensorPrimitives.Sin),
        Elements.Unary("cos", Math.Cos, TensorPrimitives.Cos),
        Elements.Unary("tan", Math.Tan),
        Elements.Unary("sinh", Math.Sinh),
        Elements.Unary("cosh", Math.Cosh),
        Elements.Unary("tanh", Math.Tanh),
        Elements.Unary("arcsin", Math.Asin),
        Elements.Unary("arccos", Math.Acos),
        Elements.Unary("arctan", Math.Atan),
        Elements.Binary("arctan2", Math.Atan2, "y", "x"),
        Elements.Unary("arsinh", Math.Asinh),
        Elements.Unary("arcosh", Math.Acosh),
        Elements.Unary("artanh", Math.Atanh),
    ];
}
