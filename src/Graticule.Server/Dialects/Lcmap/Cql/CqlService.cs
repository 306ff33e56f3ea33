using System.Net;
using Graticule.Server.Access;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Queries;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql;

/// <summary>What all connections have in common.</summary>
/// <param name="tables">What can be read besides the system's tables.</param>
/// <param name="gate">Who may.</param>
/// <param name="limits">What clients may hold on to.</param>
/// <param name="log">For faults of the server.</param>
internal sealed class CqlService(IReadOnlyList<ICqlTable> tables, AccessGate gate, CqlLimits limits, ILogger log) : IDisposable
{
    public CqlLimits Limits => limits;

    public AccessGate Gate => gate;

    public ILogger Log => log;

    public PreparedStatements Statements { get; } = new(limits.MaxStatements);

    public SelectRun Selects { get; } = new(limits.PageBytes);

    /// <summary>Taken for each page of results that is in memory.</summary>
    public SemaphoreSlim Pages { get; } = new(limits.MaxPages);

    /// <summary>What a client sees that reached the server under an address.</summary>
    public TableCatalog CatalogAt(IPAddress address) => new([.. tables, .. SystemTables.Of(tables, address)]);

    public void Dispose() => Pages.Dispose();
}
