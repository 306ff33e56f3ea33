using System.Runtime.CompilerServices;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Results of change detection, a row for each pixel that is answered for, and for each point that was asked for and is not.</summary>
internal sealed class ResultsTable(IChipStore store, string keyspace) : ICqlTable
{
    /// <summary>Columns of a chip that are read from the store at a time.</summary>
    private const int Strips = 8;

    public TableSchema Schema { get; } = ResultsSchema.Results(keyspace);

    public bool IsSmall => false;

    public async IAsyncEnumerable<TableRow> ReadAsync(TableRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = KeyOf(request);
        var (first, last) = StripsOf(key, request);
        for (var strip = first; strip <= last; strip += Strips)
        {
            if (await store.ReadAsync(key, strip, Math.Min(Strips, last - strip + 1), cancellationToken) is not { } chip)
            {
                yield break;
            }

            ResultRows rows = new(chip.Row, request);
            foreach (var row in chip.Strips.Count == 0 && chip.Row.Answered == 0 && strip == first ? rows.Of(chip.Tickets) : chip.Strips.SelectMany(stored => rows.Of(stored)))
            {
                yield return row;
            }

            if (chip.Row.Answered == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Of a whole chip it is known how many of its pixels are answered for: whoever counts a tile asks for 2,500 of them.</summary>
    public async Task<long?> CountAsync(TableRequest request, int? column, CancellationToken cancellationToken)
    {
        var isWhole = request.Conditions.All(condition => condition.Column <= ResultsSchema.Algorithm);
        var isResult = column is ResultsSchema.Result or ResultsSchema.ResultMd5 or ResultsSchema.ResultOk or ResultsSchema.ResultProduced;
        return isWhole && isResult ? (await store.FindAsync(KeyOf(request), cancellationToken))?.Answered ?? 0 : null;
    }

    private static ChipKey KeyOf(TableRequest request) => new(
        (string)request.Equal(ResultsSchema.Algorithm)!, (int)request.Equal(ResultsSchema.ChipX)!, (int)request.Equal(ResultsSchema.ChipY)!);

    /// <summary>The columns of the chip that can have rows which are wanted.</summary>
    private static (int First, int Last) StripsOf(ChipKey key, TableRequest request)
    {
        var (first, last) = (0L, ChipShape.Side - 1L);
        if (request.After != long.MinValue)
        {
            first = Math.Max(first, ColumnOf(RowPosition.XOf(request.After)));
        }

        foreach (var condition in request.Conditions.Where(condition => condition.Column == ResultsSchema.X))
        {
            var column = ColumnOf((int)condition.Value);
            first = condition.Comparison is "=" or ">" or ">=" ? Math.Max(first, column) : first;
            last = condition.Comparison is "=" or "<" or "<=" ? Math.Min(last, column) : last;
        }

        return ((int)Math.Min(first, ChipShape.Side), (int)Math.Max(last, -1));

        long ColumnOf(int x) => (long)Math.Floor(((double)x - key.ChipX) / ChipShape.PixelMetres);
    }
}
