namespace Graticule.Server.Dialects.Lcmap.Cql.Language;

/// <summary>What can be asked.</summary>
internal interface IStatement;

/// <summary><c>USE keyspace</c>.</summary>
internal sealed record UseStatement(string Keyspace) : IStatement;

/// <summary>A SELECT as written; whether its table and columns exist, it does not know.</summary>
internal sealed record SelectStatement : IStatement
{
    /// <summary>Null: the keyspace in use.</summary>
    public string? Keyspace { get; init; }

    public required string Table { get; init; }

    /// <summary>Null: all columns.</summary>
    public IReadOnlyList<Selector>? Selectors { get; init; }

    public IReadOnlyList<Relation> Relations { get; init; } = [];

    public IReadOnlyList<Ordering> Orderings { get; init; } = [];

    public ITerm? Limit { get; init; }

    public bool AllowsFiltering { get; init; }

    /// <summary>In the order in which they stand in the text.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];
}

/// <param name="Column">Null: <c>count(*)</c>.</param>
/// <param name="IsCount">Whether it is how many values there are instead of the values.</param>
/// <param name="Alias">What the answer calls it, where that was said.</param>
internal sealed record Selector(string? Column, bool IsCount, string? Alias);

/// <param name="Column">On the left.</param>
/// <param name="Comparison">One of <c>=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Value">On the right.</param>
internal sealed record Relation(string Column, string Comparison, ITerm Value);

internal sealed record Ordering(string Column, bool IsDescending);

/// <summary>A value that is written or given later.</summary>
internal interface ITerm;

internal sealed record Literal(Token Token) : ITerm
{
    public bool IsNull => Token.Is("null");
}

/// <param name="Index">Counted from 0 in the order of the text.</param>
/// <param name="Name">Of <c>:name</c>.</param>
internal sealed record Marker(int Index, string? Name) : ITerm;
