using System.Collections.Immutable;

namespace Graticule.Raster.Expressions;

/// <summary>One step: the operation of the registers A, B and C (as many as it takes) goes to the register Target.</summary>
internal readonly record struct Instruction(Operation Operation, int Target, int A, int B, int C);

internal readonly record struct ConstantRegister(int Register, double Value);

/// <summary>
/// An expression made ready to run on chunks of numbers: a straight line of vector instructions over few registers. It never
/// changes; each thread runs it with an <see cref="Evaluator"/> of its own.
/// </summary>
public sealed class ExpressionProgram
{
    internal ExpressionProgram(
        ImmutableArray<string> variables,
        ImmutableArray<ConstantRegister> constants,
        ImmutableArray<Instruction> instructions,
        int registers,
        int result)
    {
        Variables = variables;
        Constants = constants;
        Instructions = instructions;
        Registers = registers;
        Result = result;
    }

    /// <summary>The variables that the result depends on, each once; variable i is loaded into register i.</summary>
    public ImmutableArray<string> Variables { get; }

    internal ImmutableArray<ConstantRegister> Constants { get; }

    internal ImmutableArray<Instruction> Instructions { get; }

    internal int Registers { get; }

    internal int Result { get; }

    /// <summary>
    /// Compiles an expression: what is constant is computed now, what occurs twice is computed once, and registers are used
    /// again as soon as nobody needs what they hold.
    /// </summary>
    public static ExpressionProgram Compile(Expression expression) => RegisterAllocation.Assign(ValueGraph.Of(expression));
}
