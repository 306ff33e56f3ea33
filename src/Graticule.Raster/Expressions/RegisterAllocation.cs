using System.Collections.Immutable;

namespace Graticule.Raster.Expressions;

/// <summary>Gives every value a register: variables first, then constants, then the rest, which share as few as possible.</summary>
internal static class RegisterAllocation
{
    internal static ExpressionProgram Assign(ValueGraph graph)
    {
        var values = graph.Values;
        var register = new int[values.Count];
        var variables = ImmutableArray.CreateBuilder<string>();
        var constants = ImmutableArray.CreateBuilder<ConstantRegister>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Variable is { } name)
            {
                register[i] = variables.Count;
                variables.Add(name);
            }
        }

        var registers = variables.Count;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].IsConstant)
            {
                register[i] = registers++;
                constants.Add(new ConstantRegister(register[i], values[i].Constant));
            }
        }

        var lastUse = LastUses(graph);
        var free = new Stack<int>();
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Operation is not { } operation)
            {
                continue;
            }

            // A register whose value ends here may take the result: every kernel reads a place before it writes it.
            foreach (var operand in new HashSet<int> { values[i].A, values[i].B, values[i].C })
            {
                if (operand >= 0 && lastUse[operand] == i && !values[operand].IsConstant)
                {
                    free.Push(register[operand]);
                }
            }

            register[i] = free.Count > 0 ? free.Pop() : registers++;
            instructions.Add(new Instruction(operation, register[i], Of(values[i].A), Of(values[i].B), Of(values[i].C)));
        }

        return new ExpressionProgram(
            variables.ToImmutable(), constants.ToImmutable(), instructions.ToImmutable(), registers, register[graph.Result]);

        int Of(int value) => value < 0 ? 0 : register[value];
    }

    private static int[] LastUses(ValueGraph graph)
    {
        var last = new int[graph.Values.Count];
        for (var i = 0; i < graph.Values.Count; i++)
        {
            foreach (var operand in (ReadOnlySpan<int>)[graph.Values[i].A, graph.Values[i].B, graph.Values[i].C])
            {
                if (operand >= 0)
                {
                    last[operand] = i;
                }
            }
        }

        last[graph.Result] = int.MaxValue;
        return last;
    }
}
