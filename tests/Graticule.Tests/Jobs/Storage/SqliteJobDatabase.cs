using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>A database in a folder of its own, which goes with it.</summary>
internal sealed class SqliteJobDatabase : IJobDatabase
{
    private readonly TemporaryFolder _folder = new();

    private SqliteJobDatabase()
    {
        Folder = new(_folder.Path);
        Database = SqlDatabase.Open(Folder);
        Queue = new SqlJobQueue(Database, TimeProvider.System);
    }

    public DataFolder Folder { get; }

    public SqlDatabase Database { get; }

    public IJobStore Jobs => new SqlJobStore(Database);

    public IJobQueue Queue { get; }

    public IDeliveryStore Deliveries => new SqlDeliveryStore(Database);

    public IRetentionStore Retention => new SqlRetentionStore(Database);

    public IKeyStore Keys => new SqlKeyStore(Database);

    public IProcessStore Processes => new SqlProcessStore(Database);

    public IDocumentStore Documents => new SqlDocumentStore(Database);

    public static SqliteJobDatabase Create() => new();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
