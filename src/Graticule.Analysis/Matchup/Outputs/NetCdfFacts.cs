using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>What a netCDF file of pairs tells of itself: attributes after CF and the conventions for dataset discovery (ACDD).</summary>
internal static class NetCdfFacts
{
    internal static void Write(ArrayFile file, PairSet set, PairFacts facts)
    {
        var created = JsonFields.Iso(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        file.Note("", "Conventions", "CF-1.9, ACDD-1.3");
        file.Note("", "featureType", "point");
        file.Note("", "cdm_data_type", "Point");
        file.Note("", "title", $"Match-ups of {set.Primary.Dataset} with {set.Secondary.Dataset}");
        file.Note("", "summary", string.Create(
            CultureInfo.InvariantCulture,
            $"{facts.Pairs} pairs of observations that are near each other in space and time: {facts.Primaries} of {set.Primary.Dataset}, each with those of {set.Secondary.Dataset} that belong to it."));
        file.Note("", "keywords", "match-up, collocation, validation");
        file.Note("", "standard_name_vocabulary", "CF Standard Name Table");
        file.Note("", "source", $"{set.Primary.Dataset}, {set.Secondary.Dataset}");
        file.Note("", "history", $"{created} made by Graticule, process matchup");
        file.Note("", "date_created", created);
        file.Note("", "request", set.Request.ToJsonString());
        if (facts.Times is not { } times)
        {
            return;
        }

        file.Note("", "time_coverage_start", JsonFields.Iso(times.Start));
        file.Note("", "time_coverage_end", JsonFields.Iso(times.End));
        file.Note("", "geospatial_lon_min", facts.Bounds.West);
        file.Note("", "geospatial_lon_max", facts.Bounds.East);
        file.Note("", "geospatial_lon_units", "degrees_east");
        file.Note("", "geospatial_lat_min", facts.Bounds.South);
        file.Note("", "geospatial_lat_max", facts.Bounds.North);
        file.Note("", "geospatial_lat_units", "degrees_north");
        if (facts.Depths is { } depths)
        {
            file.Note("", "geospatial_vertical_min", depths.Least);
            file.Note("", "geospatial_vertical_max", depths.Most);
            file.Note("", "geospatial_vertical_units", "m");
            file.Note("", "geospatial_vertical_positive", "down");
        }
    }
}
