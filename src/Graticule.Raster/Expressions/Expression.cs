using System.Collections.Immutable;

namespace Graticule.Raster.Expressions;

/// <summary>
/// A formula over named numbers, as a tree that never changes. What it is written in (BandMath's language, a process graph, a
/// colour ramp) is the business of whoever builds it.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }
}

public sealed record Number(double Value) : Expression;

public sealed record Variable(string Name) : Expression;

/// <summary>An operation on as many operands as <see cref="Operations.Arity"/> says.</summary>
public sealed record Call(Operation Operation, ImmutableArray<Expression> Operands) : Expression;
