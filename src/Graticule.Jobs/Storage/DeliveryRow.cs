using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>A delivery as a row of the table <c>deliveries</c>.</summary>
internal static class DeliveryRow
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "id, job, event, address, tries, next, delivered, outcome";

    private const string Statement =
        "INSERT INTO deliveries (id, job, event, address, tries, next, delivered, outcome) VALUES (@id, @job, @event, @address, @tries, @next, @delivered, @outcome)";

    public static Delivery Read(DbDataReader row) => new()
    {
        Id = Guid.ParseExact(row.GetString(0), "N"),
        Job = new(Guid.ParseExact(row.GetString(1), "N")),
        Event = (DeliveryEvent)row.GetInt64(2),
        Address = new(row.GetString(3), UriKind.Absolute),
        Tries = row.GetInt32(4),
        NextAt = row.TimeOrNull(5),
        DeliveredAt = row.TimeOrNull(6),
        Outcome = row.TextOrNull(7),
    };

    public static void Insert(SqlSession session, Delivery delivery) => session.Prepare(Statement)
        .SetTry(delivery)
        .Set("job", delivery.Job.ToString())
        .Set("event", (long)delivery.Event)
        .Set("address", delivery.Address.OriginalString)
        .Execute();

    /// <summary>Sets <c>@id</c> and what changes with each try.</summary>
    public static SqlStatement SetTry(this SqlStatement statement, Delivery delivery) => statement
        .Set("id", delivery.Id.ToString("N"))
        .Set("tries", (long)delivery.Tries)
        .Set("next", delivery.NextAt)
        .Set("delivered", delivery.DeliveredAt)
        .Set("outcome", delivery.Outcome);
}
