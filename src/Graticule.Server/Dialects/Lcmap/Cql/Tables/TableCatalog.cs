using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>The tables that one connection sees.</summary>
internal sealed class TableCatalog(IEnumerable<ICqlTable> tables)
{
    private readonly Dictionary<(string, string), ICqlTable> _tables = tables.ToDictionary(table => (table.Schema.Keyspace, table.Schema.Name));

    /// <exception cref="CqlException">Invalid.</exception>
    public string RequireKeyspace(string name) => _tables.Keys.Any(key => key.Item1 == name)
        ? name
        : throw CqlException.Invalid($"Keyspace '{name}' does not exist; there are {string.Join(", ", _tables.Keys.Select(key => key.Item1).Distinct(StringComparer.Ordinal))}.");

    /// <param name="keyspace">Null: none was said, and none is in use.</param>
    /// <param name="name">Of the table.</param>
    /// <exception cref="CqlException">Invalid.</exception>
    public ICqlTable Find(string? keyspace, string name)
    {
        if (keyspace is null)
        {
            throw CqlException.Invalid("No keyspace has been specified. USE a keyspace, or explicitly specify keyspace.tablename");
        }

        return _tables.GetValueOrDefault((RequireKeyspace(keyspace), name)) ?? throw CqlException.Invalid($"unconfigured table {name}");
    }
}
