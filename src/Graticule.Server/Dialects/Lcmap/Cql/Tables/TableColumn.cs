using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

internal enum ColumnKind
{
    Partition,
    Clustering,

    /// <summary>One value for all rows of a partition.</summary>
    Static,

    Regular,
}

internal sealed record TableColumn(string Name, CqlType Type, ColumnKind Kind);
