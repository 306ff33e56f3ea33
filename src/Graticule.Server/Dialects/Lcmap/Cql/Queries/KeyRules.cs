using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Which conditions can be answered without looking through all rows.</summary>
internal static class KeyRules
{
    private const string NoFiltering = "and rows are not filtered here, with ALLOW FILTERING or without.";

    /// <exception cref="CqlException">Invalid.</exception>
    public static void Check(ICqlTable table, IReadOnlyList<OpenCondition> conditions)
    {
        var schema = table.Schema;
        CheckTwice(schema, conditions);
        foreach (var condition in conditions)
        {
            var column = schema.Columns[condition.Column];
            if (column.Kind is not (ColumnKind.Partition or ColumnKind.Clustering))
            {
                throw CqlException.Invalid($"Column {column.Name} is no key, {NoFiltering}");
            }

            if (column.Kind == ColumnKind.Partition && condition.Comparison != "=")
            {
                throw CqlException.Invalid($"Only EQ relations are supported on the partition key, and {column.Name} is restricted by '{condition.Comparison}'.");
            }
        }

        CheckPartition(table, conditions);
        CheckClustering(schema, conditions);
    }

    private static void CheckTwice(TableSchema schema, IReadOnlyList<OpenCondition> conditions)
    {
        foreach (var group in conditions.GroupBy(condition => condition.Column))
        {
            string[] comparisons = [.. group.Select(condition => condition.Comparison[..1]).Order(StringComparer.Ordinal)];
            if (comparisons.Length > 2 || (comparisons.Length == 2 && comparisons is not ["<", ">"]))
            {
                throw CqlException.Invalid($"{schema.Columns[group.Key].Name} cannot be restricted by more than one relation if it includes an Equal, nor twice from the same side.");
            }
        }
    }

    private static void CheckPartition(ICqlTable table, IReadOnlyList<OpenCondition> conditions)
    {
        string[] open =
        [
            .. table.Schema.Columns.Where((column, index) => column.Kind == ColumnKind.Partition && conditions.All(condition => condition.Column != index)).Select(column => column.Name),
        ];
        if (open.Length > 0 && !(table.IsSmall && conditions.Count == 0))
        {
            throw CqlException.Invalid($"The whole partition key must be given with '=': {string.Join(", ", open)} {(open.Length == 1 ? "is" : "are")} missing, {NoFiltering}");
        }
    }

    private static void CheckClustering(TableSchema schema, IReadOnlyList<OpenCondition> conditions)
    {
        (string Name, bool IsEqual)? before = null;
        foreach (var (column, index) in schema.Columns.Select((column, index) => (column, index)).Where(each => each.column.Kind == ColumnKind.Clustering))
        {
            OpenCondition[] own = [.. conditions.Where(condition => condition.Column == index)];
            if (own.Length > 0 && before is { IsEqual: false } open)
            {
                throw CqlException.Invalid(
                    $"PRIMARY KEY column \"{column.Name}\" cannot be restricted as preceding column \"{open.Name}\" is not restricted by an EQ relation.");
            }

            before = (column.Name, own.Length == 1 && own[0].Comparison == "=" && before is not { IsEqual: false });
        }
    }
}
