namespace Graticule.Tests.Jobs.Storage;

public sealed class SqliteJobStoreTests() : JobStoreContract(new SqliteJobDatabase());

public sealed class SqliteJobQueueTests() : JobQueueContract(new SqliteJobDatabase());
