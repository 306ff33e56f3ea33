namespace Graticule.Tests.Jobs.Storage;

public sealed class SqliteJobStoreTests() : JobStoreContract(new SqliteJobDatabase());

public sealed class SqliteJobListTests() : JobListContract(new SqliteJobDatabase());

public sealed class SqliteJobQueueTests() : JobQueueContract(new SqliteJobDatabase());

public sealed class SqliteDeliveryStoreTests() : DeliveryStoreContract(new SqliteJobDatabase());

public sealed class SqliteRetentionStoreTests() : RetentionStoreContract(new SqliteJobDatabase());

public sealed class SqliteKeyStoreTests() : KeyStoreContract(new SqliteJobDatabase());
