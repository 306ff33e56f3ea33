using System.Runtime.CompilerServices;

namespace Graticule.Raster.Expressions;

/// <summary>
/// The different values that an expression computes, each once and after those it needs. Two parts of an expression that do
/// the same to the same values are one value.
/// </summary>
internal sealed class ValueGraph
{
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly Dictionary<Expression, int> _seen = new(ReferenceEqualityComparer.Instance);

    private ValueGraph()
    {
    }

    /// <summary>A constant, a variable or an operation on earlier values; operands that it does not take are -1.</summary>
    internal readonly record struct Value(Operation? Operation, string? Variable, long ConstantBits, int A, int B, int C)
    {
        internal bool IsConstant => Operation is null && Variable is null;

        internal double Constant => BitConverter.Int64BitsToDouble(ConstantBits);

        internal static Value FromConstant(double constant) => new(null, null, BitConverter.DoubleToInt64Bits(constant), -1, -1, -1);
    }

    internal List<Value> Values { get; } = [];

    internal int Result { get; private init; }

    internal static ValueGraph Of(Expression expression)
    {
        var graph = new ValueGraph();
        var result = graph.Add(expression);
        return graph.OnlyWhatReaches(result);
    }

    private int Add(Expression expression)
    {
        if (_seen.TryGetValue(expression, out var known))
        {
            return known;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var number = expression switch
        {
            Number constant => Intern(Value.FromConstant(constant.Value)),
            Variable variable => Intern(new Value(null, variable.Name, 0, -1, -1, -1)),
            Call call => Add(call),
            _ => throw new ArgumentException($"Not an expression: {expression}.", nameof(expression)),
        };
        _seen.Add(expression, number);
        return number;
    }

    private int Add(Call call)
    {
        var arity = call.Operation.Arity();
        if (call.Operands.Length != arity)
        {
            throw new ArgumentException($"{call.Operation} takes {arity} operands, not {call.Operands.Length}.", nameof(call));
        }

        var a = Add(call.Operands[0]);
        var b = arity > 1 ? Add(call.Operands[1]) : -1;
        var c = arity > 2 ? Add(call.Operands[2]) : -1;
        if (IsConstant(a) && IsConstant(b) && IsConstant(c))
        {
            return Intern(Value.FromConstant(ScalarMath.Apply(call.Operation, ConstantOf(a), ConstantOf(b), ConstantOf(c))));
        }

        return call.Operation is Operation.Power && b >= 0 && Values[b].IsConstant
            ? AddPower(a, b)
            : Intern(new Value(call.Operation, null, 0, a, b, c));
    }

    /// <summary>Squares, cubes and fourth powers are products, as in muParser.</summary>
    private int AddPower(int a, int exponent)
    {
        var power = Values[exponent].Constant;
        if (power is not (2 or 3 or 4))
        {
            return Intern(new Value(Operation.Power, null, 0, a, exponent, -1));
        }

        var product = a;
        for (var i = 1; i < power; i++)
        {
            product = Intern(new Value(Operation.Multiply, null, 0, product, a, -1));
        }

        return product;
    }

    private bool IsConstant(int value) => value < 0 || Values[value].IsConstant;

    private double ConstantOf(int value) => value < 0 ? 0 : Values[value].Constant;

    private int Intern(Value value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            number = Values.Count;
            Values.Add(value);
            _numbers.Add(value, number);
        }

        return number;
    }

    /// <summary>Leaves out what was only needed to fold constants.</summary>
    private ValueGraph OnlyWhatReaches(int result)
    {
        var needed = new bool[Values.Count];
        needed[result] = true;
        for (var i = result; i >= 0; i--)
        {
            foreach (var operand in needed[i] ? [Values[i].A, Values[i].B, Values[i].C] : Array.Empty<int>())
            {
                if (operand >= 0)
                {
                    needed[operand] = true;
                }
            }
        }

        var renumbered = new int[Values.Count];
        var kept = new List<Value>();
        for (var i = 0; i <= result; i++)
        {
            if (needed[i])
            {
                renumbered[i] = kept.Count;
                var value = Values[i];
                kept.Add(value with { A = New(value.A), B = New(value.B), C = New(value.C) });
            }
        }

        var graph = new ValueGraph { Result = renumbered[result] };
        graph.Values.AddRange(kept);
        return graph;

        int New(int operand) => operand < 0 ? -1 : renumbered[operand];
    }
}
