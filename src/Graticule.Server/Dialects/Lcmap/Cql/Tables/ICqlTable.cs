namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Rows that can be asked for. Safe for calls at the same time.</summary>
internal interface ICqlTable
{
    TableSchema Schema { get; }

    /// <summary>Whether it is so small that all of it may be read without a condition.</summary>
    bool IsSmall { get; }

    /// <summary>Rows in the order of their keys.</summary>
    IAsyncEnumerable<TableRow> ReadAsync(TableRequest request, CancellationToken cancellationToken);

    /// <summary>How many rows there are, or how many have a value in a column, where that is known without reading them; else null.</summary>
    /// <param name="request">Which rows.</param>
    /// <param name="column">Place in the schema; null: rows are counted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<long?> CountAsync(TableRequest request, int? column, CancellationToken cancellationToken);
}
