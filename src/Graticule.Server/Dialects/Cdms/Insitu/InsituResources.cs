using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>The paths of the in-situ service, by which other sites of Apache SDAP can use this one as their provider.</summary>
internal static class InsituResources
{
    public const string Root = "/insitu/1.0";

    /// <summary>The search that clients of Apache SDAP know.</summary>
    public const string Search = Root + "/query_data_doms_custom_pagination";

    private static readonly CdmsParameter[] Filters =
    [
        new("startTime", "string", "Earliest time, such as 2018-04-01T00:00:00Z."),
        new("endTime", "string", "Latest time."),
        new("bbox", "comma-delimited float", "West, south, east and north in degrees."),
        new("minDepth", "float", "Least depth in metres, downwards."),
        new("maxDepth", "float", "Greatest depth in metres."),
        new("provider", "string", "Who gives the observations; all without it."),
        new("project", "string", "Their project; all without it."),
        new("platform", "comma-delimited string", "Codes of platforms, any of them; all without it."),
        new("variable", "comma-delimited string", "Fields of which a record has at least one; without it, any record."),
    ];

    public static IEnumerable<CdmsResource> All(DatasetCatalog datasets)
    {
        CdmsParameter[] search =
        [
            .. Filters.Select((filter, index) => filter with { IsRequired = index < 5 }),
            new("columns", "comma-delimited string", "Fields of records, besides time and place; all without it."),
            new("itemsPerPage", "int", "Records of a page; 10 without it."),
        ];
        CdmsParameter[] byMarker =
        [
            .. search,
            new("markerTime", "string", "Where the page begins, as the link 'next' of the page before has it."),
            new("markerPlatform", "string", "Goes with 'markerTime'."),
        ];
        CdmsParameter[] byIndex = [.. search, new("startIndex", "int", "Index of the first record; 0 without it.")];
        var pages = new InsituPages(datasets);
        yield return new(
            Search, "In-situ observations", "Observations in a box and a span of time; each page links to the next.",
            pages.ShowByMarkerAsync, byMarker);
        yield return new(Root + "/query_data_doms", "In-situ observations by index", "Observations in a box and a span of time, from an index on.", pages.ShowByIndexAsync, byIndex);
        yield return new(Root + "/query_data", "In-situ observations by index", "As query_data_doms.", pages.ShowByIndexAsync, byIndex) { IsUnlisted = true };
        yield return new(Root + "/cdms_schema", "Schema of in-situ observations", "Fields and units of observations.", InsituSchemaPage.ShowAsync, []);
        yield return new(
            Root + "/sub_collection_statistics", "Statistics of in-situ observations", "How many observations there are, by provider, project and platform.",
            new InsituStatisticsPage(datasets).ShowAsync, Filters);
    }
}
