using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>A table as CQL sees it.</summary>
/// <param name="keyspace">Where it is.</param>
/// <param name="name">What it is called there.</param>
/// <param name="columns">In any order; keys in their own.</param>
internal sealed class TableSchema(string keyspace, string name, IEnumerable<TableColumn> columns)
{
    public string Keyspace => keyspace;

    public string Name => name;

    /// <summary>As <c>SELECT *</c> gives them: keys in their order, then static ones and then the others, by name.</summary>
    public IReadOnlyList<TableColumn> Columns { get; } =
    [
        .. columns.OrderBy(column => column.Kind).ThenBy(column => column.Kind is ColumnKind.Partition or ColumnKind.Clustering ? "" : column.Name, StringComparer.Ordinal),
    ];

    /// <summary>A fixed identity, made of the name.</summary>
    public Guid Id => Identity.Of($"table {keyspace}.{name}");

    /// <summary>Place in <see cref="Columns"/>.</summary>
    /// <exception cref="CqlException">Invalid.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        throw CqlException.Invalid($"Undefined column name {column} in table {keyspace}.{name}; it has {string.Join(", ", Columns.Select(known => known.Name))}.");
    }

    /// <summary>Place of a key column among those of its kind; -1 for others.</summary>
    public int PositionOf(TableColumn column) =>
        column.Kind is ColumnKind.Partition or ColumnKind.Clustering ? Columns.Where(other => other.Kind == column.Kind).TakeWhile(other => other != column).Count() : -1;
}
