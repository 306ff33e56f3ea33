using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Bodies of RESULT messages; CQL binary protocol v4, section 4.2.5.</summary>
internal static class ResultBodies
{
    private const int Rows = 2;
    private const int SetKeyspace = 3;
    private const int Prepared = 4;
    private const int GlobalTable = 0x01;
    private const int MorePages = 0x02;
    private const int NoMetadata = 0x04;

    public static void WriteKeyspace(BodyWriter body, string keyspace)
    {
        body.Int(SetKeyspace);
        body.String(keyspace);
    }

    public static void WritePrepared(BodyWriter body, byte version, byte[] id, SelectPlan plan)
    {
        var schema = plan.Table.Schema;
        body.Int(Prepared);
        body.ShortBytes(id);
        body.Int(plan.Markers.Count > 0 ? GlobalTable : 0);
        body.Int(plan.Markers.Count);
        if (version >= 4)
        {
            body.Int(plan.PartitionMarkers.Count);
            foreach (var marker in plan.PartitionMarkers)
            {
                body.Short(marker);
            }
        }

        if (plan.Markers.Count > 0)
        {
            WriteColumns(body, schema, plan.Markers);
        }

        body.Int(GlobalTable);
        body.Int(plan.Columns.Count);
        WriteColumns(body, schema, plan.Columns);
    }

    /// <summary>Everything before the number of rows.</summary>
    public static void WriteRowsHead(BodyWriter body, SelectPlan plan, bool withoutMetadata, byte[]? more)
    {
        body.Int(Rows);
        body.Int((withoutMetadata ? NoMetadata : GlobalTable) | (more is null ? 0 : MorePages));
        body.Int(plan.Columns.Count);
        if (more is not null)
        {
            body.Int(more.Length);
            body.Raw(more);
        }

        if (!withoutMetadata)
        {
            WriteColumns(body, plan.Table.Schema, plan.Columns);
        }
    }

    private static void WriteColumns(BodyWriter body, TableSchema schema, IEnumerable<AnswerColumn> columns)
    {
        body.String(schema.Keyspace);
        body.String(schema.Name);
        foreach (var column in columns)
        {
            body.String(column.Name);
            column.Type.Write(body);
        }
    }
}
