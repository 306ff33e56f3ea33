using System.Diagnostics;
using System.Globalization;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>Jobs over a global field of sea surface temperature and pixels of a salinity mission.</summary>
public sealed class OceanMatchupTests : IDisposable
{
    private const string GridFile = "20181231090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc";
    private const string Python = "/usr/bin/python3";

    private readonly MatchupJob _job = new();

    public void Dispose() => _job.Dispose();

    [SkippableTheory]
    [InlineData(50_000, -140, 20, -110, 45)]
    [InlineData(30_000, 10, 62, 40, 88)]
    public async Task Pairs_with_points_are_those_of_a_search_by_other_libraries(double radius, double west, double south, double east, double north)
    {
        Skip.If(SharedData.Find("data/ocean") is null, SharedData.Absent);
        Skip.IfNot(File.Exists(Python) && Run("-c", "import netCDF4, pyproj").Code == 0, "Python with netCDF4 and pyproj is not installed.");
        Register();
        var points = Points(new Random(11), 600, west, south, east, north);
        var expected = Oracle(points, radius, west, south, east, north);

        await _job.RunAsync(FormattableString.Invariant($$"""
            {"primary": "MUR25-JPL-L4-GLOB-v04.2", "secondaryPoints": "points.txt", "bbox": [{{west}}, {{south}}, {{east}}, {{north}}],
             "start": "2018-12-31", "end": "2018-12-31T23:59:59Z", "radiusTolerance": {{radius}}, "timeTolerance": 86400}
            """));

        var found = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var primary in _job.Matches())
        {
            foreach (var match in primary.Matches)
            {
                found.Add(FormattableString.Invariant($"{primary.Point.Latitude:R} {primary.Point.Longitude:R} {primary.Point.Values.Single().Value:F3} {match.Secondary.Id}"), match.Distance);
            }
        }

        Assert.True(expected.Count > 1000);
        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(found, pair => Assert.Equal(expected[pair.Key], pair.Value, 1e-3));
        Assert.Equal(expected.Count, (long)_job.Value("summary")["pairs"]!);
    }

    [SkippableFact]
    public async Task Pixels_of_a_swath_match_the_cells_around_them()
    {
        Skip.If(SharedData.Find("data/ocean") is null, SharedData.Absent);
        Register();
        var catalog = new DatasetCatalog(_job.Index);
        var (pixels, cells) = (Pixels(catalog.Find("SMAP")!), Cells(catalog.Find("MUR25-JPL-L4-GLOB-v04.2")!, new(15, -55, 45, -40)));
        var expected =
            from cell in cells
            from pixel in pixels
            where Math.Abs(cell.Latitude - pixel.Latitude) < 0.5 && GeodesicDistance.Between(cell.Latitude, cell.Longitude, pixel.Latitude, pixel.Longitude) <= 25_000
            select FormattableString.Invariant($"{cell.Latitude} {cell.Longitude} {pixel.Id}");

        await _job.RunAsync(
            """{"primary": "MUR25-JPL-L4-GLOB-v04.2", "secondary": ["SMAP"], "bbox": [15, -55, 45, -40], "radiusTolerance": 25000, "timeTolerance": 1000000000}""",
            new() { ["matches"] = null });

        var pairs = expected.Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(pairs);
        Assert.Equal(
            pairs,
            _job.Matches().SelectMany(primary => primary.Matches.Select(match => FormattableString.Invariant($"{primary.Point.Latitude} {primary.Point.Longitude} {match.Secondary.Id}")))
                .Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Sides_can_change_places()
    {
        Skip.If(SharedData.Find("data/ocean") is null, SharedData.Absent);
        Register();
        const string Rest = """ "radiusTolerance": 25000, "timeTolerance": 1000000000} """;

        await _job.RunAsync("""{"primary": "MUR25-JPL-L4-GLOB-v04.2", "secondary": ["SMAP"],""" + Rest, new() { ["matches"] = null });
        var there = _job.Matches().SelectMany(primary => primary.Matches.Select(match => (primary.Point.Id, match.Secondary.Id))).ToHashSet();
        await _job.RunAsync("""{"primary": "SMAP", "secondary": ["MUR25-JPL-L4-GLOB-v04.2"],""" + Rest, new() { ["matches"] = null });
        var back = _job.Matches().SelectMany(primary => primary.Matches.Select(match => (match.Secondary.Id, primary.Point.Id))).ToHashSet();

        Assert.NotEmpty(there);
        Assert.Equal(there, back);
    }

    private void Register()
    {
        var folder = SharedData.Find("data/ocean")!;
        _job.Register($$"""
            collections:
              - id: MUR25-JPL-L4-GLOB-v04.2
                path: {{folder}}/{{GridFile}}
                projection: Grid
                dimensionNames: {latitude: lat, longitude: lon, time: time, variable: analysed_sst}
                slices: {time: 1, lat: 100, lon: 100}
              - id: SMAP
                path: {{folder}}/not_empty_smap.h5
                projection: Swath
                dimensionNames: {latitude: lat, longitude: lon, time: row_time, variable: smap_sss}
                slices: {phony_dim_0: 30, phony_dim_1: 30}
            """);
    }

    /// <summary>Made-up points, in a file for the job and one for the other program.</summary>
    private string Points(Random random, int count, double west, double south, double east, double north)
    {
        List<string> rows = ["latitude,longitude,time,depth,meta,temperature"], plain = [];
        for (var i = 0; i < count; i++)
        {
            var (latitude, longitude) = (south + (random.NextDouble() * (north - south)), west + (random.NextDouble() * (east - west)));
            rows.Add(FormattableString.Invariant($"{latitude:R},{longitude:R},2018-12-31T{i % 24:00}:00:00Z,0,p{i},{i / 10.0}"));
            plain.Add(FormattableString.Invariant($"{latitude:R} {longitude:R} p{i}"));
        }

        _job.Write("points.txt", string.Join('\n', rows));
        _job.Write("plain.txt", string.Join('\n', plain));
        return Path.Combine(_job.Folder, "plain.txt");
    }

    private static SortedDictionary<string, double> Oracle(string points, params double[] numbers)
    {
        var (code, text) = Run(
        [
            Path.Combine(Path.GetDirectoryName(ThisFile())!, "matchup_oracle.py"), Path.Combine(SharedData.Find("data/ocean")!, GridFile), "analysed_sst", points,
            .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ]);
        Assert.Equal(0, code);
        SortedDictionary<string, double> pairs = new(StringComparer.Ordinal);
        foreach (var parts in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            var place = string.Join(' ', parts[..2].Select(number => double.Parse(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)));
            pairs.Add($"{place} {parts[2]} {parts[3]}", double.Parse(parts[4], CultureInfo.InvariantCulture));
        }

        return pairs;
    }

    private static List<(double Latitude, double Longitude, string Id)> Pixels(ObservationDataset dataset)
    {
        using var swath = SwathGranule.Open(dataset, dataset.Granules.Single());
        var values = swath.Read(0);
        return [.. Enumerable.Range(0, values.Length).Where(i => !float.IsNaN(values[i])).Select(i => (swath.Latitudes[i], swath.Longitudes[i], swath.IdOf(i)))];
    }

    private static List<(double Latitude, double Longitude)> Cells(ObservationDataset dataset, LonLatBox box)
    {
        using var grid = GridGranule.Open(dataset, dataset.Granules.Single());
        var values = new float[grid.Latitudes.Length * grid.Longitudes.Length];
        grid.Read(0, 0, 0, grid.Latitudes.Length, 0, grid.Longitudes.Length, values);
        return
        [
            .. Enumerable.Range(0, values.Length).Where(i => !float.IsNaN(values[i]))
                .Select(i => (Latitude: grid.Latitudes[i / grid.Longitudes.Length], Longitude: grid.Longitudes[i % grid.Longitudes.Length]))
                .Where(cell => box.Contains(cell.Longitude, cell.Latitude)),
        ];
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
