using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Answers a SELECT with one page.</summary>
/// <param name="pageBytes">After how many bytes a page ends, whatever number of rows was asked for.</param>
internal sealed class SelectRun(int pageBytes)
{
    public Task WriteAsync(BodyWriter body, BoundSelect select, QueryParameters parameters, CancellationToken cancellationToken) => select.Plan.Counts
        ? WriteCountsAsync(body, select, parameters, cancellationToken)
        : WritePageAsync(body, select, parameters, cancellationToken);

    private static async Task WriteCountsAsync(BodyWriter body, BoundSelect select, QueryParameters parameters, CancellationToken cancellationToken)
    {
        var (plan, request) = (select.Plan, select.Request);
        var counts = new long[plan.Columns.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            var source = plan.Columns[i].Source;
            counts[i] = await plan.Table.CountAsync(request, source, cancellationToken) ?? await CountRowsAsync(plan.Table, request, source, cancellationToken);
        }

        ResultBodies.WriteRowsHead(body, plan, parameters.WantsNoMetadata, more: null);
        body.Int(1);
        foreach (var count in counts)
        {
            CqlValues.Write(body, count);
        }
    }

    private static async Task<long> CountRowsAsync(ICqlTable table, TableRequest request, int? column, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var row in table.ReadAsync(request, cancellationToken))
        {
            count += column is null || row.Values[column.Value] is not null ? 1 : 0;
        }

        return count;
    }

    private async Task WritePageAsync(BodyWriter body, BoundSelect select, QueryParameters parameters, CancellationToken cancellationToken)
    {
        var plan = select.Plan;
        var state = PagingState.Read(parameters.State);
        var left = state is null ? select.Limit : state.Left;
        var most = Math.Min(left ?? int.MaxValue, parameters.Rows ?? int.MaxValue);
        var request = state is null ? select.Request : select.Request with { After = state.After };

        using BodyWriter rows = new();
        var count = 0;
        var last = request.After;
        byte[]? more = null;
        await foreach (var row in plan.Table.ReadAsync(request, cancellationToken))
        {
            if (count == most || rows.Length >= pageBytes)
            {
                // Told only where another row is really there.
                more = new PagingState(last, left - count).Write();
                break;
            }

            foreach (var column in plan.Columns)
            {
                CqlValues.Write(rows, row.Values[column.Source!.Value]);
            }

            (count, last) = (count + 1, row.Position);
            if (count == left)
            {
                break;
            }
        }

        ResultBodies.WriteRowsHead(body, plan, parameters.WantsNoMetadata, more);
        body.Int(count);
        body.Raw(rows.Written);
    }
}
