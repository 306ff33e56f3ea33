using System.Net;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Rows of the system tables: one node, which is this server, and the tables that it has.</summary>
internal static class SystemTables
{
    /// <summary>What drivers take it for; from 4 on they ask for more tables.</summary>
    private const string Release = "3.11.4";

    /// <param name="tables">What there is besides.</param>
    /// <param name="address">Under which the client sees the server.</param>
    public static IReadOnlyList<ICqlTable> Of(IReadOnlyList<ICqlTable> tables, IPAddress address)
    {
        TableSchema[] own = [SystemSchemas.Local, SystemSchemas.Peers, SystemSchemas.Columns, SystemSchemas.Keyspaces, SystemSchemas.Tables, .. SystemSchemas.Empty];
        TableSchema[] all = [.. tables.Select(table => table.Schema).Concat(own).OrderBy(table => table.Keyspace, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal)];
        var version = Identity.Of(string.Join('\n', all.SelectMany(table => table.Columns.Select(column => $"{table.Keyspace}.{table.Name}.{column}"))));
        return
        [
            new MemoryTable(SystemSchemas.Local, [LocalRow(address, version)]),
            new MemoryTable(SystemSchemas.Peers, []),
            new MemoryTable(SystemSchemas.Keyspaces, [.. all.Select(table => table.Keyspace).Distinct(StringComparer.Ordinal).Select(KeyspaceRow)]),
            new MemoryTable(SystemSchemas.Tables, [.. all.Select(TableRow)]),
            new MemoryTable(SystemSchemas.Columns, [.. all.SelectMany(ColumnRows)]),
            .. SystemSchemas.Empty.Select(schema => new MemoryTable(schema, [])),
        ];
    }

    private static Dictionary<string, object> LocalRow(IPAddress address, Guid version) => new(StringComparer.Ordinal)
    {
        ["key"] = "local",
        ["bootstrapped"] = "COMPLETED",
        ["broadcast_address"] = address,
        ["cluster_name"] = "Graticule",
        ["cql_version"] = "3.4.4",
        ["data_center"] = "datacenter1",
        ["gossip_generation"] = 1,
        ["host_id"] = Identity.Of("host " + Environment.MachineName),
        ["listen_address"] = address,
        ["native_protocol_version"] = "4",
        ["partitioner"] = "org.apache.cassandra.dht.Murmur3Partitioner",
        ["rack"] = "rack1",
        ["release_version"] = Release,
        ["rpc_address"] = address,
        ["schema_version"] = version,
        ["thrift_version"] = "20.1.0",
        ["tokens"] = (string[])["-9223372036854775808"],
    };

    private static Dictionary<string, object> KeyspaceRow(string name) => new(StringComparer.Ordinal)
    {
        ["keyspace_name"] = name,
        ["durable_writes"] = true,
        ["replication"] = name.StartsWith("system", StringComparison.Ordinal)
            ? Map(("class", "org.apache.cassandra.locator.LocalStrategy"))
            : Map(("class", "org.apache.cassandra.locator.SimpleStrategy"), ("replication_factor", "1")),
    };

    private static Dictionary<string, object> TableRow(TableSchema table) => new(StringComparer.Ordinal)
    {
        ["keyspace_name"] = table.Keyspace,
        ["table_name"] = table.Name,
        ["bloom_filter_fp_chance"] = 0.1,
        ["caching"] = Map(("keys", "ALL"), ("rows_per_partition", "NONE")),
        ["cdc"] = false,
        ["comment"] = "",
        ["compaction"] = Map(("class", "org.apache.cassandra.db.compaction.LeveledCompactionStrategy")),
        ["compression"] = Map(("chunk_length_in_kb", "64"), ("class", "org.apache.cassandra.io.compress.LZ4Compressor")),
        ["crc_check_chance"] = 1.0,
        ["dclocal_read_repair_chance"] = 0.0,
        ["default_time_to_live"] = 0,
        ["extensions"] = Map(),
        ["flags"] = (string[])["compound"],
        ["gc_grace_seconds"] = 864_000,
        ["id"] = table.Id,
        ["max_index_interval"] = 2048,
        ["memtable_flush_period_in_ms"] = 0,
        ["min_index_interval"] = 128,
        ["read_repair_chance"] = 0.0,
        ["speculative_retry"] = "NONE",
    };

    private static IEnumerable<Dictionary<string, object>> ColumnRows(TableSchema table) => table.Columns
        .OrderBy(column => column.Name, StringComparer.Ordinal)
        .Select(column => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["keyspace_name"] = table.Keyspace,
            ["table_name"] = table.Name,
            ["column_name"] = column.Name,
            ["clustering_order"] = column.Kind == ColumnKind.Clustering ? "asc" : "none",
            ["column_name_bytes"] = Encoding.UTF8.GetBytes(column.Name),
            ["kind"] = column.Kind switch
            {
                ColumnKind.Partition => "partition_key",
                ColumnKind.Clustering => "clustering",
                ColumnKind.Static => "static",
                _ => "regular",
            },
            ["position"] = table.PositionOf(column),
            ["type"] = column.Type.Name,
        });

    private static Dictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
