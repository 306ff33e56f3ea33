using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Which rows of a table are wanted.</summary>
internal sealed record TableRequest
{
    /// <summary>A row must fulfil all; they are on key columns.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Which columns are looked at; the others may be left null. By place in the schema.</summary>
    public required IReadOnlySet<int> Columns { get; init; }

    /// <summary>Position of the last row that the client has; rows begin behind it.</summary>
    public long After { get; init; } = long.MinValue;

    /// <summary>The value that a column must have; null where it may have others.</summary>
    public object? Equal(int column) => Conditions.FirstOrDefault(condition => condition.Column == column && condition.Comparison == "=")?.Value;

    public bool Holds(int column, object? value) => Conditions.All(condition => condition.Column != column || condition.Holds(value));
}

/// <param name="Column">Place in the schema.</param>
/// <param name="Comparison">As in CQL.</param>
/// <param name="Value">On the right.</param>
internal sealed record Condition(int Column, string Comparison, object Value)
{
    public bool Holds(object? value) => Comparison == "="
        ? Value.Equals(value)
        : Comparison switch
        {
            "<" => Order(value) < 0,
            "<=" => Order(value) <= 0,
            ">" => Order(value) > 0,
            ">=" => Order(value) >= 0,
            _ => throw new InvalidOperationException($"There is no comparison '{Comparison}'."),
        };

    private int Order(object? value) => (value, Value) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (int left, int right) => left.CompareTo(right),
        _ => throw CqlException.Invalid("Ranges are offered for numbers and texts only."),
    };
}

/// <param name="Values">By place in the schema.</param>
/// <param name="Position">Greater with every row of an answer.</param>
internal readonly record struct TableRow(object?[] Values, long Position);
