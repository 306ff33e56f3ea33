using System.Globalization;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>
/// The attributes of a page: names and order are those of Apache SDAP's files, which their readers know; what those say of the people and sites behind
/// them, is left empty.
/// </summary>
internal static class LegacyAttributes
{
    internal static void Write(ArrayFile file, MatchFile matches, LegacyPage page, ExportFacts facts)
    {
        var now = ExportFacts.Compact(TimeProvider.System.GetUtcNow());
        Put("CDMS_matchID", facts.Text("id") ?? "");
        Constants(file);
        Put("date_modified", now);
        Put("date_created", now);
        Put("time_coverage_start", facts.Instant("start"));
        Put("time_coverage_end", facts.Instant("end"));
        Put("time_coverage_resolution", "point");
        if (facts.Texts("secondary") is { Count: > 1 } several)
        {
            file.Note("", "CDMS_secondary", several);
        }
        else
        {
            Put("CDMS_secondary", facts.Text("secondary") ?? matches.Secondary.Dataset);
        }

        Whole("CDMS_num_matchup_matched", matches.Summary.Pairs);
        Whole("CDMS_num_primary_matched", matches.Summary.Primaries);
        Extent(file, facts);
        Rule(file, facts);
        Put("URI_Matchup", facts.Text("uri") ?? "");
        Put("CDMS_ParameterPrimary", facts.Text("parameter") ?? "");
        Put("CDMS_platforms", facts.Text("platforms") ?? "");
        Put("CDMS_primary", facts.Text("primary") ?? matches.Primary.Dataset);
        Whole("CDMS_time_to_complete", (long)(facts.Number("timeToComplete") ?? matches.Summary.Seconds));
        Put("CDMS_time_to_complete_units", "seconds");
        Whole("CDMS_page_num", page.Number);
        Whole("CDMS_page_size", page.Size);
        Put("platform", string.Join(", ", page.Platforms));

        void Put(string name, string? value)
        {
            if (value is not null)
            {
                file.Note("", name, value);
            }
        }

        void Whole(string name, long value) => file.Note("", name, value, value is >= int.MinValue and <= int.MaxValue ? PixelType.Int32 : PixelType.Float64);
    }

    private static void Constants(ArrayFile file)
    {
        var software = typeof(LegacyAttributes).Assembly.GetName().Version?.ToString(3) ?? "0";
        file.Note("", "product_version", "1.0");
        file.Note("", "Conventions", "CF-1.8, ACDD-1.3");
        file.Note("", "title", "Match-ups of satellite and in-situ observations");
        file.Note("", "history", $"Processing_Version = V1.0, Software_Name = Graticule, Software_Version = {software}");
        file.Note("", "institution", "");
        file.Note("", "source", "Graticule");
        file.Note("", "standard_name_vocabulary", ["CF Standard Name Table", "BODC controlled vocabulary"]);
        file.Note("", "cdm_data_type", "Point/Profile, Swath/Grid");
        file.Note("", "processing_level", "4");
        file.Note("", "project", "Graticule");
        file.Note("", "keywords_vocabulary", "");
        file.Note("", "keywords", "");
        foreach (var who in (string[])["creator", "publisher"])
        {
            file.Note("", who + "_name", "Graticule");
            file.Note("", who + "_email", "");
            file.Note("", who + "_url", "");
        }

        file.Note("", "acknowledgment", "");
    }

    private static void Extent(ArrayFile file, ExportFacts facts)
    {
        if (facts.Box("bbox") is [var west, var south, var east, var north])
        {
            file.Note("", "geospatial_lat_max", north);
            file.Note("", "geospatial_lat_min", south);
            file.Note("", "geospatial_lon_max", east);
            file.Note("", "geospatial_lon_min", west);
        }

        file.Note("", "geospatial_lat_units", "degrees_north");
        file.Note("", "geospatial_lon_units", "degrees_east");
        Number(file, "geospatial_vertical_min", facts.Number("depthMin"));
        Number(file, "geospatial_vertical_max", facts.Number("depthMax"));
        file.Note("", "geospatial_vertical_units", "m");
        file.Note("", "geospatial_vertical_positive", "down");
    }

    private static void Rule(ArrayFile file, ExportFacts facts)
    {
        Number(file, "CDMS_TimeWindow", facts.Number("timeTolerance") / 3600);
        file.Note("", "CDMS_TimeWindow_Units", "hours");
        Number(file, "CDMS_SearchRadius", facts.Number("radiusTolerance"));
        file.Note("", "CDMS_SearchRadius_Units", "m");
    }

    /// <summary>What was not asked for has no number to tell.</summary>
    private static void Number(ArrayFile file, string name, double? value)
    {
        if (value is { } number)
        {
            file.Note("", name, number);
        }
    }

    internal static string Key(double? depth) => depth is { } known ? known.ToString("G4", CultureInfo.InvariantCulture) : "";
}
