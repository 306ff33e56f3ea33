using System.Numerics.Tensors;

namespace Graticule.Raster.Expressions;

/// <summary>
/// Runs a program over chunks of numbers. It holds the registers, so each thread needs its own. A chunk and all registers are
/// meant to stay in the processor's nearest caches.
/// </summary>
public sealed class Evaluator
{
    /// <summary>Most numbers of a chunk.</summary>
    public const int ChunkLength = 1024;

    private readonly ExpressionProgram _program;
    private readonly double[] _registers;

    public Evaluator(ExpressionProgram program)
    {
        _program = program;
        _registers = GC.AllocateUninitializedArray<double>(program.Registers * ChunkLength);
        foreach (var constant in program.Constants)
        {
            Register(constant.Register, ChunkLength).Fill(constant.Value);
        }
    }

    /// <summary>Where the numbers of a variable go before a run; they are gone after it.</summary>
    /// <param name="variable">Index in <see cref="ExpressionProgram.Variables"/>.</param>
    /// <param name="count">Numbers in this chunk, at most <see cref="ChunkLength"/>.</param>
    public Span<double> Input(int variable, int count) => Register(variable, count);

    /// <summary>Computes the chunk whose inputs were set; the result is valid until the next run.</summary>
    public ReadOnlySpan<double> Run(int count)
    {
        foreach (ref readonly var step in _program.Instructions.AsSpan())
        {
            var target = Register(step.Target, count);
            ReadOnlySpan<double> a = Register(step.A, count);
            switch (step.Operation.Arity())
            {
                case 1:
                    Unary(step.Operation, a, target);
                    break;
                case 2:
                    Binary(step.Operation, a, Register(step.B, count), target);
                    break;
                default:
                    Kernels.Select(a, Register(step.B, count), Register(step.C, count), target);
                    break;
            }
        }

        return Register(_program.Result, count);
    }

    private Span<double> Register(int index, int count) => _registers.AsSpan(index * ChunkLength, count);

    private static void Unary(Operation operation, ReadOnlySpan<double> a, Span<double> target)
    {
        switch (operation)
        {
            case Operation.Negate: Kernels.Run<NegateKernel>(a, a, target); break;
            case Operation.Abs: Kernels.Run<AbsKernel>(a, a, target); break;
            case Operation.Sign: Kernels.Run<SignKernel>(a, a, target); break;
            case Operation.Round: Kernels.Run<RoundKernel>(a, a, target); break;
            case Operation.Truncate: Kernels.Run<TruncateKernel>(a, a, target); break;
            case Operation.Sqrt: Kernels.Run<SqrtKernel>(a, a, target); break;
            case Operation.Exp: TensorPrimitives.Exp(a, target); break;
            case Operation.Log: TensorPrimitives.Log(a, target); break;
            case Operation.Log2: TensorPrimitives.Log2(a, target); break;
            case Operation.Log10: TensorPrimitives.Log10(a, target); break;
            case Operation.Sin: TensorPrimitives.Sin(a, target); break;
            case Operation.Cos: TensorPrimitives.Cos(a, target); break;
            case Operation.Tan: TensorPrimitives.Tan(a, target); break;
            default: Kernels.OneByOne(operation, a, a, target); break;
        }
    }

    private static void Binary(Operation operation, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> target)
    {
        switch (operation)
        {
            case Operation.Add: Kernels.Run<AddKernel>(a, b, target); break;
            case Operation.Subtract: Kernels.Run<SubtractKernel>(a, b, target); break;
            case Operation.Multiply: Kernels.Run<MultiplyKernel>(a, b, target); break;
            case Operation.Divide: Kernels.Run<DivideKernel>(a, b, target); break;
            case Operation.Less: Kernels.Run<LessKernel>(a, b, target); break;
            case Operation.LessOrEqual: Kernels.Run<LessOrEqualKernel>(a, b, target); break;
            case Operation.Greater: Kernels.Run<GreaterKernel>(a, b, target); break;
            case Operation.GreaterOrEqual: Kernels.Run<GreaterOrEqualKernel>(a, b, target); break;
            case Operation.Equal: Kernels.Run<EqualKernel>(a, b, target); break;
            case Operation.NotEqual: Kernels.Run<NotEqualKernel>(a, b, target); break;
            case Operation.And: Kernels.Run<AndKernel>(a, b, target); break;
            case Operation.Or: Kernels.Run<OrKernel>(a, b, target); break;
            case Operation.Min: Kernels.Run<MinKernel>(a, b, target); break;
            case Operation.Max: Kernels.Run<MaxKernel>(a, b, target); break;
            case Operation.NormalizedDifference: Kernels.Run<NormalizedDifferenceKernel>(a, b, target); break;
            default: Kernels.OneByOne(operation, a, b, target); break;
        }
    }
}
