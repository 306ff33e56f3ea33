namespace Graticule.Jobs.Storage;

/// <summary>Deliveries in the table <c>deliveries</c>; they go with their job.</summary>
public sealed class SqlDeliveryStore(SqlDatabase database) : IDeliveryStore
{
    internal const string ClaimDue =
        $"""
         UPDATE deliveries SET next = @hidden
         WHERE number IN (SELECT number FROM deliveries WHERE next <= @now ORDER BY next, number LIMIT @limit)
         RETURNING {DeliveryRow.Columns}, number
         """;

    private const string Save = "UPDATE deliveries SET tries = @tries, next = @next, delivered = @delivered, outcome = @outcome WHERE id = @id";

    internal const string List = $"SELECT {DeliveryRow.Columns} FROM deliveries WHERE job = @job ORDER BY number";

    public async Task<IReadOnlyList<Delivery>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset hiddenUntil, int limit, CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(
            session => session.Prepare(ClaimDue)
                .Set("hidden", hiddenUntil)
                .Set("now", now)
                .Set("limit", (long)limit)
                .ReadAll(row => (Delivery: DeliveryRow.Read(row), Number: row.GetInt64(8))),
            cancellationToken);
        return [.. claimed.OrderBy(row => row.Number).Select(row => row.Delivery)];
    }

    /// <inheritdoc/>
    /// <remarks>Does nothing when the job, and the delivery with it, has been deleted meanwhile.</remarks>
    public Task SaveAsync(Delivery delivery, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare(Save).SetTry(delivery).Execute(), cancellationToken);

    public Task<IReadOnlyList<Delivery>> ListAsync(JobId job, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Delivery>>(database.Read(session => session.Prepare(List).Set("job", job.ToString()).ReadAll(DeliveryRow.Read)));
}
