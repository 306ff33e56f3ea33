using Graticule.Server.Dialects.Lcmap.Cql.Language;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>A SELECT on a table that is there, of which only the values of markers are open.</summary>
internal sealed record SelectPlan
{
    public required ICqlTable Table { get; init; }

    /// <summary>Of the answer.</summary>
    public required IReadOnlyList<AnswerColumn> Columns { get; init; }

    public required IReadOnlyList<OpenCondition> Conditions { get; init; }

    /// <summary>Null: no limit.</summary>
    public ITerm? Limit { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<AnswerColumn> Markers { get; init; }

    /// <summary>For each column of the partition key the marker that gives it; empty where one has none.</summary>
    public required IReadOnlyList<int> PartitionMarkers { get; init; }

    /// <summary>Whether the answer is one row of counts.</summary>
    public bool Counts => Columns.Any(column => column.IsCount);
}

/// <param name="Name">In the answer.</param>
/// <param name="Type">Of its values.</param>
/// <param name="Source">Place in the table's schema; null: rows are counted, or it is no column.</param>
/// <param name="IsCount">Whether it is a count.</param>
internal sealed record AnswerColumn(string Name, CqlType Type, int? Source, bool IsCount);

/// <param name="Column">Place in the table's schema.</param>
/// <param name="Comparison">As in CQL.</param>
/// <param name="Value">On the right.</param>
internal sealed record OpenCondition(int Column, string Comparison, ITerm Value);
