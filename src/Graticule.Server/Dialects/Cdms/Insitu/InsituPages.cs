using System.Globalization;
using Graticule.Analysis.Observations;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Searches in all registered in-situ observations, page by page: by markers, or by the index of the first record.</summary>
internal sealed class InsituPages(DatasetCatalog datasets)
{
    private const int UsualPage = 10;
    private const int LongestPage = 1_000_000;
    private const string Nothing = "NA";

    /// <summary>What there is in place of the address of the last page: it could be known only by reading all pages.</summary>
    private const string LastUnknown = "keep browsing next till there is nothing left";

    /// <summary>Pages that begin where the one before ended. The total is told on the first, and is -1 on the others.</summary>
    public Task ShowByMarkerAsync(HttpContext context, Arguments ignored) => InsituErrors.TellAsync(context, async () =>
    {
        var arguments = await InsituArguments.ReadAsync(context.Request, context.RequestAborted);
        var query = InsituQuery.ReadWhole(arguments);
        var marker = InsituMarker.Read(arguments);
        var most = InsituQuery.Whole(arguments, "itemsPerPage", UsualPage, LongestPage);
        if (marker is { } begin)
        {
            query = query with { Rows = query.Rows with { Start = Math.Max(query.Rows.Start, begin.Time) } };
        }

        await SendAsync(context, query, async (rows, text) =>
        {
            text.Add("{\"total\": "u8).Add(marker is null ? rows.Count() : -1).Add(", \"results\": ["u8);
            rows.Pass(marker?.Given ?? 0);
            var last = await InsituPage.SendAsync(context, text, rows, arguments.List("columns"), most);
            var next = last is not { } end || rows.Next is null ? null : Address(context, arguments.With(
                (InsituArguments.MarkerTime, PythonTimes.Zulu(end.Marker.Time)), (InsituArguments.MarkerPlatform, After(marker, end.Marker).Text(end.PlatformCode))));
            WriteLinks(
                text, LastUnknown, Address(context, arguments.With((InsituArguments.MarkerTime, null), (InsituArguments.MarkerPlatform, null))),
                Address(context, arguments.With()), next);
        });
    });

    /// <summary>Pages by the index of their first record.</summary>
    public Task ShowByIndexAsync(HttpContext context, Arguments ignored) => InsituErrors.TellAsync(context, async () =>
    {
        var arguments = await InsituArguments.ReadAsync(context.Request, context.RequestAborted);
        var query = InsituQuery.ReadWhole(arguments);
        var first = InsituQuery.Whole(arguments, InsituArguments.StartIndex, 0, int.MaxValue);
        var most = InsituQuery.Whole(arguments, "itemsPerPage", UsualPage, LongestPage);
        await SendAsync(context, query, async (rows, text) =>
        {
            var total = rows.Count();
            text.Add("{\"total\": "u8).Add(total).Add(", \"results\": ["u8);
            rows.Pass(first);
            await InsituPage.SendAsync(context, text, rows, arguments.List("columns"), most);
            string At(long index) => Address(context, arguments.With((InsituArguments.StartIndex, index.ToString(CultureInfo.InvariantCulture))));
            var lastPage = most == 0 || total == 0 ? 0 : (total - 1) / most * most;
            WriteLinks(text, At(lastPage), At(0), At(Math.Max(0, (long)first - most)), rows.Next is null || most == 0 ? null : At((long)first + most));
        });
    });

    private static InsituMarker After(InsituMarker? before, InsituMarker end) =>
        before is { } begin && begin.Time == end.Time ? end with { Given = begin.Given + end.Given } : end;

    private async Task SendAsync(HttpContext context, InsituQuery query, Func<InsituRows, TextBuffer, Task> write)
    {
        var tables = InsituTable.Open(datasets, query);
        try
        {
            context.Response.ContentType = Words.Json;
            var text = new TextBuffer();
            await write(new InsituRows(tables, query), text);
            await InsituPage.FlushAsync(context, text);
        }
        finally
        {
            tables.ForEach(table => table.Dispose());
        }
    }

    private static void WriteLinks(TextBuffer text, string last, string first, string previous, string? next) =>
        text.Add("], \"last\": "u8).AddJson(last).Add(", \"first\": "u8).AddJson(first).Add(", \"prev\": "u8).AddJson(previous)
            .Add(", \"next\": "u8).AddJson(next ?? Nothing).Add("}"u8);

    private static string Address(HttpContext context, string query) => $"{CdmsPaths.Root(context.Request)}{context.Request.Path.ToUriComponent()}?{query}";
}
