using Graticule.Server.Dialects.Lcmap.Cql.Language;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Checks a SELECT against the table that it names.</summary>
internal static class Planner
{
    /// <exception cref="CqlException">Invalid.</exception>
    public static SelectPlan Plan(SelectStatement statement, string? keyspace, TableCatalog catalog)
    {
        var table = catalog.Find(statement.Keyspace ?? keyspace, statement.Table);
        var schema = table.Schema;
        OpenCondition[] conditions = [.. statement.Relations.Select(relation => new OpenCondition(schema.IndexOf(relation.Column), relation.Comparison, relation.Value))];
        KeyRules.Check(table, conditions);
        CheckOrder(schema, statement.Orderings);
        var columns = Columns(schema, statement.Selectors);
        return new()
        {
            Table = table,
            Columns = columns,
            Conditions = conditions,
            Limit = statement.Limit,
            Markers = [.. statement.Markers.Select(marker => MarkerColumn(schema, conditions, marker))],
            PartitionMarkers = PartitionMarkers(schema, conditions),
        };
    }

    private static AnswerColumn[] Columns(TableSchema schema, IReadOnlyList<Selector>? selectors)
    {
        if (selectors is null)
        {
            return [.. schema.Columns.Select((column, index) => new AnswerColumn(column.Name, column.Type, index, IsCount: false))];
        }

        AnswerColumn[] columns = [.. selectors.Select(selector => Column(schema, selector))];
        return columns.Any(column => column.IsCount) && !columns.All(column => column.IsCount)
            ? throw CqlException.Invalid("Counts and columns cannot be asked for together.")
            : columns;
    }

    private static AnswerColumn Column(TableSchema schema, Selector selector)
    {
        int? source = selector.Column is { } name ? schema.IndexOf(name) : null;
        return selector.IsCount
            ? new(selector.Alias ?? (selector.Column is null ? "count" : $"system.count({selector.Column})"), CqlType.BigInt, source, IsCount: true)
            : new(selector.Alias ?? selector.Column!, schema.Columns[source!.Value].Type, source, IsCount: false);
    }

    private static AnswerColumn MarkerColumn(TableSchema schema, OpenCondition[] conditions, Marker marker) =>
        conditions.FirstOrDefault(condition => ReferenceEquals(condition.Value, marker)) is { } condition
            ? new(marker.Name ?? schema.Columns[condition.Column].Name, schema.Columns[condition.Column].Type, condition.Column, IsCount: false)
            : new(marker.Name ?? "[limit]", CqlType.Int, Source: null, IsCount: false);

    private static int[] PartitionMarkers(TableSchema schema, OpenCondition[] conditions)
    {
        List<int> markers = [];
        for (var i = 0; i < schema.Columns.Count && schema.Columns[i].Kind == ColumnKind.Partition; i++)
        {
            if (conditions.FirstOrDefault(condition => condition.Column == i)?.Value is not Marker marker)
            {
                return [];
            }

            markers.Add(marker.Index);
        }

        return [.. markers];
    }

    private static void CheckOrder(TableSchema schema, IReadOnlyList<Ordering> orderings)
    {
        string[] clustering = [.. schema.Columns.Where(column => column.Kind == ColumnKind.Clustering).Select(column => column.Name)];
        if (!orderings.Select(ordering => ordering.Column).SequenceEqual(clustering.Take(orderings.Count), StringComparer.Ordinal))
        {
            throw CqlException.Invalid($"Order by is supported on the clustering columns of the PRIMARY KEY only, in their order ({string.Join(", ", clustering)}).");
        }

        if (orderings.Any(ordering => ordering.IsDescending))
        {
            throw CqlException.Invalid("Descending order is not offered; rows come in ascending order.");
        }
    }
}
