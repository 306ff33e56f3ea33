using System.Runtime.CompilerServices;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>A few rows that are made when they are asked for.</summary>
/// <param name="schema">The table.</param>
/// <param name="rows">Values by name of the column, in the order of the keys; what is not named is null.</param>
internal sealed class MemoryTable(TableSchema schema, Func<CancellationToken, Task<IReadOnlyList<IReadOnlyDictionary<string, object>>>> rows) : ICqlTable
{
    public MemoryTable(TableSchema schema, IReadOnlyList<IReadOnlyDictionary<string, object>> rows)
        : this(schema, _ => Task.FromResult(rows))
    {
    }

    public TableSchema Schema => schema;

    public bool IsSmall => true;

    public async IAsyncEnumerable<TableRow> ReadAsync(TableRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await rows(cancellationToken);
        for (var i = (int)Math.Max(-1, request.After) + 1; i < all.Count; i++)
        {
            object?[] values = [.. schema.Columns.Select(column => all[i].GetValueOrDefault(column.Name))];
            if (request.Conditions.All(condition => condition.Holds(values[condition.Column])))
            {
                yield return new(values, i);
            }
        }
    }

    public Task<long?> CountAsync(TableRequest request, int? column, CancellationToken cancellationToken) => Task.FromResult<long?>(null);
}
