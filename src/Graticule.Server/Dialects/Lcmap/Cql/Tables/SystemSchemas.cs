using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using static Graticule.Server.Dialects.Lcmap.Cql.Protocol.CqlType;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Tables by which drivers learn what they are connected to, with the columns of Cassandra 3.11.</summary>
internal static class SystemSchemas
{
    public const string System = "system";

    public const string Schema = "system_schema";

    public static TableSchema Local { get; } = Of(
        System, "local", 1, 0,
        ("key", Text), ("bootstrapped", Text), ("broadcast_address", Inet), ("cluster_name", Text), ("cql_version", Text), ("data_center", Text),
        ("gossip_generation", Int), ("host_id", Uuid), ("listen_address", Inet), ("native_protocol_version", Text), ("partitioner", Text), ("rack", Text),
        ("release_version", Text), ("rpc_address", Inet), ("schema_version", Uuid), ("thrift_version", Text), ("tokens", TextSet), ("truncated_at", UuidBlobMap));

    public static TableSchema Peers { get; } = Of(
        System, "peers", 1, 0,
        ("peer", Inet), ("data_center", Text), ("host_id", Uuid), ("preferred_ip", Inet), ("rack", Text), ("release_version", Text), ("rpc_address", Inet),
        ("schema_version", Uuid), ("tokens", TextSet));

    public static TableSchema Keyspaces { get; } = Of(Schema, "keyspaces", 1, 0, ("keyspace_name", Text), ("durable_writes", CqlType.Boolean), ("replication", TextMap));

    public static TableSchema Tables { get; } = Of(Schema, "tables", 1, 1, [("keyspace_name", Text), ("table_name", Text), .. Options, ("flags", TextSet)]);

    public static TableSchema Columns { get; } = Of(
        Schema, "columns", 1, 2,
        ("keyspace_name", Text), ("table_name", Text), ("column_name", Text), ("clustering_order", Text), ("column_name_bytes", Blob), ("kind", Text), ("position", Int), ("type", Text));

    /// <summary>Tables that never have a row here.</summary>
    public static IReadOnlyList<TableSchema> Empty { get; } =
    [
        Of(
            Schema, "aggregates", 1, 2,
            ("keyspace_name", Text), ("aggregate_name", Text), ("argument_types", TextList), ("final_func", Text), ("initcond", Text), ("return_type", Text), ("state_func", Text), ("state_type", Text)),
        Of(Schema, "dropped_columns", 1, 2, ("keyspace_name", Text), ("table_name", Text), ("column_name", Text), ("dropped_time", Timestamp), ("kind", Text), ("type", Text)),
        Of(
            Schema, "functions", 1, 2,
            ("keyspace_name", Text), ("function_name", Text), ("argument_types", TextList), ("argument_names", TextList), ("body", Text), ("called_on_null_input", CqlType.Boolean),
            ("language", Text), ("return_type", Text)),
        Of(Schema, "indexes", 1, 2, ("keyspace_name", Text), ("table_name", Text), ("index_name", Text), ("kind", Text), ("options", TextMap)),
        Of(Schema, "triggers", 1, 2, ("keyspace_name", Text), ("table_name", Text), ("trigger_name", Text), ("options", TextMap)),
        Of(Schema, "types", 1, 1, ("keyspace_name", Text), ("type_name", Text), ("field_names", TextList), ("field_types", TextList)),
        Of(
            Schema, "views", 1, 1,
            [
                ("keyspace_name", Text), ("view_name", Text), .. Options, ("base_table_id", Uuid), ("base_table_name", Text), ("include_all_columns", CqlType.Boolean), ("where_clause", Text),
            ]),
    ];

    private static (string, CqlType)[] Options =>
    [
        ("bloom_filter_fp_chance", CqlType.Double), ("caching", TextMap), ("cdc", CqlType.Boolean), ("comment", Text), ("compaction", TextMap), ("compression", TextMap),
        ("crc_check_chance", CqlType.Double), ("dclocal_read_repair_chance", CqlType.Double), ("default_time_to_live", Int), ("extensions", BlobMap), ("gc_grace_seconds", Int),
        ("id", Uuid), ("max_index_interval", Int), ("memtable_flush_period_in_ms", Int), ("min_index_interval", Int), ("read_repair_chance", CqlType.Double), ("speculative_retry", Text),
    ];

    private static TableSchema Of(string keyspace, string name, int partition, int clustering, params (string Name, CqlType Type)[] columns) => new(
        keyspace,
        name,
        columns.Select((column, index) => new TableColumn(
            column.Name,
            column.Type,
            index < partition ? ColumnKind.Partition : index < partition + clustering ? ColumnKind.Clustering : ColumnKind.Regular)));
}
