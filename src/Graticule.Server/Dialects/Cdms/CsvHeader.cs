using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>
/// The attributes above a table of matches. Their names are the original's; what it says there of the people and sites behind it, is said of
/// this server, or left empty.
/// </summary>
/// <param name="job">A finished job.</param>
/// <param name="query">Which page.</param>
/// <param name="address">URL of the API.</param>
internal sealed class CsvHeader(Job job, ResultQuery query, string address)
{
    private static readonly string Software = typeof(CsvHeader).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Names and values, in order.</summary>
    /// <param name="platforms">Those on the page.</param>
    public IEnumerable<(string Name, string? Value)> Write(IEnumerable<string> platforms) => [.. Constants(), .. Coverage(platforms), .. Rule(), .. Outcome()];

    private (string Name, string? Value)[] Constants() =>
    [
        ("product_version", "1.0"),
        ("Conventions", "CF-1.6, ACDD-1.3"),
        ("title", "Match-ups of satellite and in-situ observations"),
        ("history", $"Processing_Version = V1.0, Software_Name = Graticule, Software_Version = {Software}"),
        ("institution", null),
        ("source", address),
        ("standard_name_vocabulary", "CF Standard Name Table"),
        ("cdm_data_type", "trajectory, station, point, swath, grid"),
        ("processing_level", "4"),
        ("project", "Graticule"),
        ("keywords_vocabulary", null),
        ("keywords", null),
        ("creator_name", "Graticule"),
        ("creator_email", null),
        ("creator_url", address),
        ("publisher_name", "Graticule"),
        ("publisher_email", null),
        ("publisher_url", address),
        ("acknowledgment", null),
    ];

    private IEnumerable<(string Name, string? Value)> Coverage(IEnumerable<string> platforms)
    {
        var request = MatchupJobs.RequestOf(job);
        var edges = request.Box.Split(',', StringSplitOptions.TrimEntries);
        return
        [
            ("Platform", string.Join(", ", platforms)),
            ("time_coverage_start", PythonTimes.Compact(request.Start)),
            ("time_coverage_end", PythonTimes.Compact(request.End)),
            ("geospatial_lon_min", edges[0]),
            ("geospatial_lat_min", edges[1]),
            ("geospatial_lon_max", edges[2]),
            ("geospatial_lat_max", edges[3]),
            ("geospatial_lat_units", "degrees_north"),
            ("geospatial_lon_units", "degrees_east"),
            ("geospatial_vertical_min", Number(request.DepthMin)),
            ("geospatial_vertical_max", Number(request.DepthMax)),
            ("geospatial_vertical_units", "m"),
            ("geospatial_vertical_positive", "down"),
        ];
    }

    private IEnumerable<(string Name, string? Value)> Rule()
    {
        var request = MatchupJobs.RequestOf(job);
        return
        [
            ("CDMS_matchID", MatchupJobs.IdOf(job)),
            ("CDMS_TimeWindow", Number(request.TimeTolerance / 3600.0)),
            ("CDMS_TimeWindow_Units", "hours"),
            ("CDMS_platforms", request.Platforms),
            ("CDMS_SearchRadius", Number(request.RadiusTolerance)),
            ("CDMS_SearchRadius_Units", "m"),
            ("CDMS_DatasetMetadata", $"{address}/cdmslist"),
            ("CDMS_primary", request.Primary),
            ("CDMS_secondary", request.Secondary),
            ("CDMS_ParameterPrimary", request.Parameter),
        ];
    }

    private IEnumerable<(string Name, string? Value)> Outcome()
    {
        var counts = MatchCounts.Of(job) ?? MatchCounts.None;
        var made = PythonTimes.Compact((job.FinishedAt ?? job.UpdatedAt).ToUnixTimeSeconds());
        return
        [
            ("CDMS_time_to_complete", Whole(counts.WholeSeconds)),
            ("CDMS_time_to_complete_units", "seconds"),
            ("CDMS_num_secondary_matched", Whole(counts.Pairs)),
            ("CDMS_num_primary_matched", Whole(counts.Primaries)),
            ("date_modified", made),
            ("date_created", made),
            ("URI_Matchup", $"{address}/cdmsresults?id={MatchupJobs.IdOf(job)}&output=CSV"),
            ("CDMS_page_num", Whole(query.Page)),
            ("CDMS_page_size", Whole(query.PageSize)),
        ];
    }

    private static string? Number(double? value) => value is { } number ? PythonNumbers.Repr(number) : null;

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
