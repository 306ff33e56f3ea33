using System.Text.Json.Nodes;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>How many observations there are, of what and where: by provider, project and platform.</summary>
internal sealed class InsituStatisticsPage(DatasetCatalog datasets)
{
    public Task ShowAsync(HttpContext context, Arguments ignored) => InsituErrors.TellAsync(context, async () =>
    {
        var query = InsituQuery.Read(await InsituArguments.ReadAsync(context.Request, context.RequestAborted));
        var found = new SortedDictionary<(string Provider, string Project, string Code, string Id), (Platform Platform, PlatformStatistics Statistics)>();
        var tables = InsituTable.Open(datasets, query);
        try
        {
            foreach (var table in tables)
            {
                Gather(table, query, found, context.RequestAborted);
            }
        }
        finally
        {
            tables.ForEach(table => table.Dispose());
        }

        await Wire.SendAsync(context, new JsonObject { ["providers"] = Providers(found) });
    });

    private static void Gather(
        InsituTable table,
        InsituQuery query,
        SortedDictionary<(string Provider, string Project, string Code, string Id), (Platform Platform, PlatformStatistics Statistics)> found,
        CancellationToken cancellationToken)
    {
        var cursor = new InsituCursor(table, query, 0);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var platform = table.Rows.PlatformOf(cursor.Row);
            var key = (table.ProviderOf(cursor.Row) ?? "", table.ProjectOf(cursor.Row), platform.Code, platform.Id ?? "");
            if (!found.TryGetValue(key, out var entry))
            {
                entry = found[key] = (platform, new());
            }

            entry.Statistics.Add(table.Rows, cursor.Row);
        }
    }

    private static JsonArray Providers(SortedDictionary<(string Provider, string Project, string Code, string Id), (Platform Platform, PlatformStatistics Statistics)> found) =>
    [
        .. found.GroupBy(entry => entry.Key.Provider, StringComparer.Ordinal).Select(provider => new JsonObject
        {
            ["provider"] = provider.Key,
            ["projects"] = new JsonArray(
            [
                .. provider.GroupBy(entry => entry.Key.Project, StringComparer.Ordinal).Select(project => new JsonObject
                {
                    ["project"] = project.Key,
                    ["platforms"] = new JsonArray([.. project.Select(entry => entry.Value.Statistics.Write(entry.Value.Platform))]),
                }),
            ]),
        }),
    ];
}
