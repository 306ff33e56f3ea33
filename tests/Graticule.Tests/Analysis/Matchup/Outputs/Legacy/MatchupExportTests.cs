using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs.Legacy;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Legacy;

public sealed class MatchupExportTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Names_groups_attributes_and_their_order_are_those_that_readers_know()
    {
        var path = await ExportAsync(Samples.Primaries(20), 1, 1000);

        var said = CubeFolder.Python(
            """
            import sys, netCDF4
            d = netCDF4.Dataset(sys.argv[1])
            print(' '.join(d.ncattrs()))
            print(list(d.groups), {n: (len(x), x.isunlimited()) for n, x in d.dimensions.items()}, d['matchIDs'].dtype.str, d['matchIDs'].dimensions)
            for g in d.groups.values():
                print(g.name, {n: (x.isunlimited()) for n, x in g.dimensions.items()})
                for n, v in g.variables.items():
                    print(n, v.dtype.str, ' '.join(v.ncattrs()))
            print(d.standard_name_vocabulary, d.CDMS_TimeWindow, d.CDMS_SearchRadius, d.time_coverage_start, d.CDMS_matchID, d.CDMS_secondary, d.platform)
            print(d['PrimaryData']['time'].units, '|', d['SecondaryData']['depth'].positive, '|', d['SecondaryData']['sea_water_temperature'].long_name, '|', d['PrimaryData']['analysis_error'].units)
            """,
            path).Split('\n');

        string[] expected =
        [
            "CDMS_matchID product_version Conventions title history institution source standard_name_vocabulary cdm_data_type processing_level project keywords_vocabulary keywords "
            + "creator_name creator_email creator_url publisher_name publisher_email publisher_url acknowledgment date_modified date_created time_coverage_start time_coverage_end "
            + "time_coverage_resolution CDMS_secondary CDMS_num_matchup_matched CDMS_num_primary_matched geospatial_lat_max geospatial_lat_min geospatial_lon_max geospatial_lon_min "
            + "geospatial_lat_units geospatial_lon_units geospatial_vertical_min geospatial_vertical_max geospatial_vertical_units geospatial_vertical_positive CDMS_TimeWindow "
            + "CDMS_TimeWindow_Units CDMS_SearchRadius CDMS_SearchRadius_Units URI_Matchup CDMS_ParameterPrimary CDMS_platforms CDMS_primary CDMS_time_to_complete "
            + "CDMS_time_to_complete_units CDMS_page_num CDMS_page_size platform",
            "['PrimaryData', 'SecondaryData'] {'MatchedRecords': (39, True), 'MatchedGroups': (2, False)} <i4 ('MatchedRecords', 'MatchedGroups')",
            "PrimaryData {'dim': True}",
            "lon <f4 _FillValue long_name standard_name axis units valid_min valid_max",
            "lat <f4 _FillValue long_name standard_name axis units valid_min valid_max",
            "time <f8 _FillValue long_name standard_name axis units",
            "sea_surface_foundation_temperature <f4 _FillValue units valid_min valid_max coordinates long_name standard_name",
            "analysis_error <f4 _FillValue units valid_min valid_max coordinates long_name",
            "SecondaryData {'dim': True}",
            "lon <f4 _FillValue long_name standard_name axis units valid_min valid_max",
            "lat <f4 _FillValue long_name standard_name axis units valid_min valid_max",
            "time <f8 _FillValue long_name standard_name axis units",
            "depth <f4 _FillValue valid_min valid_max units long_name standard_name axis positive",
        ];
        Assert.Equal(expected, said[..expected.Length]);
        Assert.Equal("['CF Standard Name Table', 'BODC controlled vocabulary'] 24.0 1000.0 2018-04-01T00:00:00+0000 some-id shark-2018 orbiting satellite, sd1036", said[^2]);
        Assert.Equal("seconds since 1970-01-01 00:00:00 0:00 | Down | sea_water_temperature | celsius", said[^1]);
    }

    [SkippableFact]
    public async Task A_reader_that_goes_from_numbers_to_observations_finds_every_pair()
    {
        var primaries = Samples.Primaries(50);
        var path = await ExportAsync(primaries, 2, 20);

        ConventionRules.Check(path);
        var said = CubeFolder.Python(
            """
            import sys, netCDF4
            d = netCDF4.Dataset(sys.argv[1])
            assert len(d.groups) == d.dimensions['MatchedGroups'].size
            for match in range(d.dimensions['MatchedRecords'].size):
                row = []
                for i, group in enumerate(d.groups):
                    at = d.variables['matchIDs'][match][i]
                    for name in ('lon', 'lat', 'time'):
                        row.append(float(d.groups[group][name][at]))
                    moment = netCDF4.num2date(d.groups[group]['time'][at], d.groups[group]['time'].units)
                    row.append(moment.year)
                depth = d['SecondaryData']['depth'][d.variables['matchIDs'][match][1]]
                row.append('none' if depth is __import__('numpy').ma.masked else float(depth))
                print(*row)
            """,
            path).Split('\n');

        var pairs = primaries[20..40].Pairs();
        Assert.Equal(pairs.Count, said.Length);
        for (var i = 0; i < pairs.Count; i++)
        {
            var parts = said[i].Split(' ');
            var (point, match) = pairs[i];
            Assert.Equal([(float)point.Longitude, (float)point.Latitude, point.Time, 2018], Numbers(parts[..4]));
            Assert.Equal([(float)match.Secondary.Longitude, (float)match.Secondary.Latitude, match.Secondary.Time, 2018], Numbers(parts[4..8]));
            Assert.Equal(match.Secondary.Depth?.ToString("0.0", CultureInfo.InvariantCulture) ?? "none", parts[8]);
        }
    }

    [SkippableFact]
    public async Task A_page_without_matches_is_a_file_that_can_be_read()
    {
        Assert.Equal(
            "0 ['lon', 'lat', 'time'] 3 7",
            CubeFolder.Python(
                "import sys, netCDF4; d = netCDF4.Dataset(sys.argv[1]); print(d.dimensions['MatchedRecords'].size, list(d['PrimaryData'].variables), d.CDMS_page_num, d.CDMS_page_size)",
                await ExportAsync(Samples.Primaries(5), 3, 7)));
        Assert.Equal("0", CubeFolder.Python("import sys, netCDF4; print(netCDF4.Dataset(sys.argv[1])['matchIDs'].shape[0])", await ExportAsync([], 1, 1000)));
    }

    [Fact]
    public async Task What_is_no_file_of_matches_is_refused_by_name()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, "matches"), "no matches");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => RunAsync(1, 10));

        Assert.Equal((ProblemKind.InvalidInput, "/inputs/matches"), (problem.Problem.Kind, problem.Problem.Subject));
    }

    private async Task<string> ExportAsync(IReadOnlyList<MatchedPrimary> primaries, int page, int size)
    {
        JsonObject request = new()
        {
            ["primary"] = "MUR25",
            ["secondary"] = new JsonArray("shark-2018"),
            ["bbox"] = new JsonArray(-140, 10, -110, 40),
            ["start"] = "2018-04-01T00:00:00Z",
            ["end"] = "2018-04-01T23:59:59Z",
            ["timeTolerance"] = 86400,
            ["radiusTolerance"] = 1000,
            ["platforms"] = new JsonArray("3B", "23"),
            ["depthMin"] = 0,
            ["depthMax"] = 5,
        };
        MatchFileBuilder.Write(Path.Combine(_folder.Root, "matches"), Samples.Satellite, Samples.InPlace, request, primaries);
        await RunAsync(page, size);
        var path = Path.Combine(_folder.Root, $"{Guid.NewGuid():N}.nc");
        File.Move(Path.Combine(_folder.Root, "matches.nc"), path);
        return path;
    }

    private Task RunAsync(int page, int size)
    {
        var spec = new JobSpec
        {
            ProcessId = "matchup-export",
            Inputs = new() { ["matches"] = "matches", ["id"] = "some-id", ["page"] = page, ["pageSize"] = size },
        };
        return new MatchupExportProcess().RunAsync(new JobContext(spec, _folder.Root, 1, new Silence()), CancellationToken.None);
    }

    private static double[] Numbers(string[] parts) => [.. parts.Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    private sealed class Silence : IJobEcho
    {
        public void Progress(double share, string? message)
        {
        }

        public void Log(LogLevel level, string message, JsonObject? data = null)
        {
        }
    }
}
