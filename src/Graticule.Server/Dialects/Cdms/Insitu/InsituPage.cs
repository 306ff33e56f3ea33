using Graticule.Analysis.Observations;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Sends a page of observations as it is read: no more of it is in memory than goes over the wire at once.</summary>
internal static class InsituPage
{
    private const int BytesAtATime = 1 << 17;

    /// <summary>Sends up to <paramref name="most"/> records, with commas between.</summary>
    /// <param name="context">The request.</param>
    /// <param name="text">What was written before; empty afterwards or not.</param>
    /// <param name="rows">Stands on the first; afterwards behind the last.</param>
    /// <param name="columns">The fields that are wanted; empty: all.</param>
    /// <param name="most">Records of a page.</param>
    /// <returns>Where the next page begins: null if nothing was sent.</returns>
    public static async Task<(InsituMarker Marker, string PlatformCode)?> SendAsync(
        HttpContext context, TextBuffer text, InsituRows rows, IReadOnlyList<string> columns, int most)
    {
        Dictionary<InsituTable, InsituRecords> writers = [];
        (InsituMarker Marker, string PlatformCode)? last = null;
        for (var count = 0; count < most && rows.Next is { } cursor; count++)
        {
            if (!writers.TryGetValue(cursor.Table, out var writer))
            {
                writer = writers[cursor.Table] = new(cursor.Table, columns);
            }

            text.Add(count == 0 ? ""u8 : ",\n"u8);
            writer.Write(text, cursor.Row);
            var time = cursor.Time;
            last = (new(time, last?.Marker.Time == time ? last.Value.Marker.Given + 1 : 1), cursor.Table.Rows.PlatformOf(cursor.Row).Code);
            rows.Pass();
            if (text.Length > BytesAtATime)
            {
                await FlushAsync(context, text);
            }
        }

        return last;
    }

    public static async Task FlushAsync(HttpContext context, TextBuffer text)
    {
        await context.Response.Body.WriteAsync(text.Written, context.RequestAborted);
        text.Clear();
    }
}
