namespace Graticule.Tests.Jobs.Storage;

public sealed class SqliteJobStoreTests() : JobStoreContract(SqliteJobDatabase.Create());

public sealed class SqliteJobListTests() : JobListContract(SqliteJobDatabase.Create());

public sealed class SqliteJobQueueTests() : JobQueueContract(SqliteJobDatabase.Create());

public sealed class SqliteDeliveryStoreTests() : DeliveryStoreContract(SqliteJobDatabase.Create());

public sealed class SqliteRetentionStoreTests() : RetentionStoreContract(SqliteJobDatabase.Create());

public sealed class SqliteProcessStoreTests() : ProcessStoreContract(SqliteJobDatabase.Create());

public sealed class SqliteKeyStoreTests() : KeyStoreContract(SqliteJobDatabase.Create());

public sealed class SqliteDocumentStoreTests() : DocumentStoreContract(SqliteJobDatabase.Create());
