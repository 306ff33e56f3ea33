using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The result of one pixel, or a ticket for it.</summary>
internal sealed class PointPages(ChipRequests requests, AlgorithmInputs inputs, IChipStore store)
{
    /// <summary>Answers with what is stored; else with the ticket; else makes one.</summary>
    public async Task ShowAsync(HttpContext context, ResultAddress address)
    {
        // It will say something else in a moment.
        context.Response.Headers.CacheControl = "no-store";
        var refresh = string.Equals(context.Request.Query["refresh"].ToString(), "true", StringComparison.OrdinalIgnoreCase);
        var key = ChipGrid.ChipOf(address.Algorithm, address.X, address.Y);
        var pixel = ChipShape.PixelAt(key, address.X, address.Y)!.Value;
        var chip = refresh ? null : await store.ReadAsync(key, pixel % ChipShape.Side, 1, context.RequestAborted);
        if (chip is not null && Find(chip, pixel) is { } outcome)
        {
            await Wire.SendAsync(context, Result(address, chip.Row, outcome));
            return;
        }

        var state = await inputs.FindAsync(address.Algorithm, address.X, address.Y, refresh, context.RequestAborted);
        if (state.Problem is not null)
        {
            await Wire.SendAsync(context, Refusal(address, refresh, state), StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var point = new TicketPoint(address.X, address.Y);
        if (chip?.Tickets.Contains(point) == true)
        {
            await Wire.SendAsync(context, Ticket(address, chip.Row, refresh, isRepeated: true), StatusCodes.Status202Accepted);
            return;
        }

        LcmapRoutes.Require(context, Scopes.Execute);
        var want = refresh ? ChipWant.Everything : ChipWant.Missing;
        var row = await requests.AskAsync(key, state.InputsUrl, want, point, context.RequestAborted);
        if (row is null)
        {
            // The results came while this was asked.
            await ShowAsync(context, address);
            return;
        }

        await Wire.SendAsync(context, Ticket(address, row, refresh, isRepeated: false), StatusCodes.Status202Accepted);
    }

    private static PixelOutcome? Find(StoredChip chip, int pixel) =>
        chip.Strips is [var strip] ? StripCodec.Decode(strip.Data).FirstOrDefault(outcome => outcome.Pixel == pixel) : null;

    private static JsonObject Result(ResultAddress address, ChipRow row, PixelOutcome outcome)
    {
        var text = PixelDocument.Text(address.Algorithm, ChipHeader.Decode(row.Header!).TellsShares, outcome);
        return new()
        {
            ["algorithm"] = address.Algorithm,
            ["x"] = address.X,
            ["y"] = address.Y,
            ["refresh"] = false,
            ["chip_x"] = row.Key.ChipX,
            ["chip_y"] = row.Key.ChipY,
            ["result"] = text,
            ["result_md5"] = PixelDocument.Md5(Encoding.UTF8.GetBytes(text)),
            ["result_ok"] = outcome.Result is not null,
            ["result_produced"] = Times.Iso(row.Produced!.Value),
            ["chip_update_requested"] = Times.Iso(row.Requested),
            ["inputs_url"] = row.InputsUrl,
            ["inputs_md5"] = row.InputsMd5,
        };
    }

    private static JsonObject Ticket(ResultAddress address, ChipRow row, bool refresh, bool isRepeated)
    {
        JsonObject ticket = new()
        {
            ["chip_x"] = row.Key.ChipX,
            ["chip_y"] = row.Key.ChipY,
            ["algorithm"] = address.Algorithm,
            ["x"] = address.X,
            ["y"] = address.Y,
            ["chip_update_requested"] = Times.Iso(row.Requested),
            ["inputs_url"] = row.InputsUrl,
        };
        if (isRepeated)
        {
            foreach (var name in (string[])["result", "result_md5", "result_ok", "result_produced", "inputs_md5"])
            {
                ticket[name] = null;
            }
        }

        ticket["refresh"] = refresh;
        ticket["algorithm-available"] = true;
        ticket["source-data-available"] = true;
        return ticket;
    }

    private static JsonObject Refusal(ResultAddress address, bool refresh, AlgorithmState state) => new()
    {
        ["algorithm"] = address.Algorithm,
        ["x"] = address.X,
        ["y"] = address.Y,
        ["refresh"] = refresh,
        ["algorithm-available"] = state.IsAvailable,
        ["source-data-available"] = state.Problem is null || !state.IsAvailable,
    };
}
