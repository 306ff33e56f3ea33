using System.Buffers;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>All results of a chip.</summary>
internal sealed class ChipPages(IChipStore store, ChipExports exports)
{
    /// <summary>Rows as JSON, or in the format that the query names; never has anything computed.</summary>
    public async Task ShowAsync(HttpContext context, ResultAddress address)
    {
        context.Response.Headers.CacheControl = "no-store";
        var request = context.Request;
        var key = ChipGrid.ChipOf(address.Algorithm, ResultAddress.Coordinate(request, "x"), ResultAddress.Coordinate(request, "y"));
        var format = request.Query["format"].ToString();
        if (format is not ("" or "json" or "file") && !ChipExports.Formats.Contains(format, StringComparer.Ordinal))
        {
            throw Errors.BadRequest($"'format' is '{format}'; it must be json, file, {string.Join(" or ", ChipExports.Formats)}.");
        }

        var chip = await store.ReadAsync(key, 0, ChipShape.Side, context.RequestAborted);
        if (format is "" or "json" or "file")
        {
            await SendRowsAsync(context, key, chip, format == "file" ? RowForm.File : RowForm.Service);
        }
        else
        {
            await exports.SendAsync(context, chip is { Row.Header: not null } ? chip : throw Errors.NotFound($"There are no results of the chip at ({key.ChipX}, {key.ChipY})."), format);
        }
    }

    private static async Task SendRowsAsync(HttpContext context, ChipKey key, StoredChip? chip, RowForm form)
    {
        var response = context.Response;
        response.ContentType = Words.Json;
        if (ReferenceEquals(form, RowForm.File))
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{key.ChipX}_{key.ChipY}.json\"";
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var output = response.BodyWriter;
        output.Write("["u8);
        if (chip is not null)
        {
            var rows = new ChipRowWriter(chip, form);
            foreach (var strip in chip.Strips)
            {
                rows.Write(output, strip);
                await output.FlushAsync(context.RequestAborted);
            }

            if (chip.Strips.Count == 0)
            {
                rows.WriteTickets(output);
            }
        }

        output.Write("]"u8);
        await output.FlushAsync(context.RequestAborted);
    }
}
