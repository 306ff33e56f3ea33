using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>One empty database, and every store over it.</summary>
public interface IJobDatabase : IAsyncDisposable
{
    IJobStore Jobs { get; }

    IJobQueue Queue { get; }

    IDeliveryStore Deliveries { get; }

    IRetentionStore Retention { get; }

    IKeyStore Keys { get; }

    IProcessStore Processes { get; }

    IDocumentStore Documents { get; }
}
