using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary>The paths that list data sets and give their data.</summary>
internal static class DataResources
{
    private static readonly CdmsParameter Dataset = new("ds", "string", "Id of a data set.") { IsRequired = true };

    public static IEnumerable<CdmsResource> All(CdmsParts parts)
    {
        var runs = new DataRuns(parts.Engine, parts.Files);
        var lists = new ListPages(parts.Datasets);
        yield return new("/list", "Satellite data sets", "The data sets of grids and swaths.", lists.ShowSatelliteAsync, []);
        yield return new(
            "/cdmslist", "Data sets", "The data sets of satellites, and those of observations in place.", lists.ShowAsync,
            [new("nocached", "boolean", "Of no effect: the list is never out of date.")]);
        yield return new(
            "/cdmssubset", "Subset", "Observations in a box and a span of time, as a ZIP archive with a CSV file for each data set.",
            new SubsetPage(parts.Datasets, runs).SendAsync,
            [
                new("dataset", "comma-delimited string", "Data sets of satellites; this or 'insitu' is required."),
                new("insitu", "comma-delimited string", "Data sets, or projects, of in-situ observations."),
                new("parameter", "comma-delimited string", "In-situ quantities of which an observation has at least one; any without it."),
                Parameters.Start,
                Parameters.End,
                Parameters.Box,
                new("depthMin", "float", "Least depth of in-situ observations in metres; 0 without it."),
                new("depthMax", "float", "Greatest depth of in-situ observations in metres; 5 without it."),
                new("platforms", "comma-delimited string", "Codes of platforms of in-situ observations; all without it."),
                new("output", "string", "Format.") { Words = ["ZIP"] },
            ])
        { Scope = Scopes.Execute, MediaTypes = ["application/zip"] };
        yield return new(
            "/datainbounds", "Data in bounds", "Observations of one data set in a box and a span of time.", new BoundsPage(parts.Datasets, runs).SendAsync,
            [
                Dataset,
                new("parameter", "string", "Under which name the first variable stands; without it, all variables stand in a list.") { Words = ["sst", "sss", "wind"] },
                Parameters.Start,
                Parameters.End,
                Parameters.Box,
                new("minElevation", "float", "Least height above the surface in metres; also minHeight, and maxDepth with the other sign."),
                new("maxElevation", "float", "Greatest height above the surface in metres; also maxHeight, and minDepth with the other sign."),
                new("compact", "boolean", "Whether the answer is a gzip file; false without it."),
            ])
        { Scope = Scopes.Execute };
        yield return new(
            "/timeSeriesSpark", "Time series", "Statistics over a box for each step of time, of one or two data sets.", new SeriesPage(parts.Datasets, runs).SendAsync,
            [
                Dataset with { Type = "comma-delimited string", Description = "Ids of one or two data sets." },
                Parameters.Start,
                Parameters.End,
                Parameters.Box,
                new("seasonalFilter", "boolean", "Whether the differences from the data set's climatology are added; false without it."),
                new("lowPassFilter", "boolean", "Whether the smoothed series are added; true without it."),
            ])
        { Scope = Scopes.Execute };
        yield return new(
            "/timeAvgMapSpark", "Time average map", "Mean and number of the values of each cell of a box over a span of time.", new AverageMapPage(parts.Datasets, runs).SendAsync,
            [Dataset, Parameters.Start, Parameters.End, Parameters.Box])
        { Scope = Scopes.Execute };
    }
}
