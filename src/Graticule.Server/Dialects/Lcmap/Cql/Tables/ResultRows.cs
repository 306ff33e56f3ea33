using System.Buffers;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Makes rows of one chip, of which only the wanted columns are made. The text of a row is valid until the next row.</summary>
internal sealed class ResultRows(ChipRow chip, TableRequest request)
{
    private readonly ArrayBufferWriter<byte> _text = new(16 << 10);
    private readonly bool _wantsText = request.Columns.Contains(ResultsSchema.Result) || request.Columns.Contains(ResultsSchema.ResultMd5);
    private readonly bool _tellsShares = chip.Header is not { } header || ChipHeader.Decode(header).TellsShares;

    public IEnumerable<TableRow> Of(StoredStrip strip) => StripCodec.Decode(strip.Data)
        .Select(outcome => (Outcome: outcome, X: ChipShape.X(chip.Key.ChipX, outcome.Pixel), Y: ChipShape.Y(chip.Key.ChipY, outcome.Pixel)))
        .Where(pixel => IsWanted(pixel.X, pixel.Y))
        .Select(pixel => Of(pixel.X, pixel.Y, pixel.Outcome));

    public IEnumerable<TableRow> Of(IEnumerable<TicketPoint> tickets) =>
        tickets.Where(ticket => IsWanted(ticket.X, ticket.Y)).Select(ticket => Of(ticket.X, ticket.Y, outcome: null));

    private bool IsWanted(int x, int y) => RowPosition.Of(x, y) > request.After && request.Holds(ResultsSchema.X, x) && request.Holds(ResultsSchema.Y, y);

    private TableRow Of(int x, int y, PixelOutcome? outcome)
    {
        var values = new object?[ResultsSchema.ResultProduced + 1];
        values[ResultsSchema.ChipX] = chip.Key.ChipX;
        values[ResultsSchema.ChipY] = chip.Key.ChipY;
        values[ResultsSchema.Algorithm] = chip.Key.Algorithm;
        values[ResultsSchema.X] = x;
        values[ResultsSchema.Y] = y;
        values[ResultsSchema.Requested] = chip.Requested;
        values[ResultsSchema.InputsMd5] = chip.InputsMd5;
        values[ResultsSchema.InputsUrl] = chip.InputsUrl;
        if (outcome is { } answered)
        {
            values[ResultsSchema.ResultOk] = answered.Result is not null;
            values[ResultsSchema.ResultProduced] = chip.Produced;
            if (_wantsText)
            {
                _text.ResetWrittenCount();
                PixelDocument.Write(_text, chip.Key.Algorithm, _tellsShares, answered);
                values[ResultsSchema.Result] = _text.WrittenMemory;
                values[ResultsSchema.ResultMd5] = request.Columns.Contains(ResultsSchema.ResultMd5) ? PixelDocument.Md5(_text.WrittenSpan) : null;
            }
        }

        return new(values, RowPosition.Of(x, y));
    }
}
