using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Raster.Observations.Points;
using Graticule.Raster.Observations.Registration;
using Graticule.Raster.Observations.Registration.Demo;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Raster.Observations.Registration.Demo;

public sealed class DemoDatasetsTests(DemoDatasetsTests.Made made) : IClassFixture<DemoDatasetsTests.Made>
{
    private const string Field = "JPL-L4-MRVA-CHLA-GLOB-v3.0";
    private const string Tracks = "shark-2018";
    private const string Chlorophyll = "mass_concentration_of_chlorophyll_in_sea_water";

    private ObservationDataset Grids => made.Catalog.Find(Field)!;

    private ObservationDataset Points => made.Catalog.Find(Tracks)!;

    /// <summary>Digests of all files: what clients are shown must not depend on the machine.</summary>
    [Theory]
    [InlineData(Field, "c3570ba23bd2533a")]
    [InlineData(Tracks, "79298c9d1f53b44b")]
    [InlineData("DEMO-L2-SWATH-SST", "5fc4c99aeb302cad")]
    public void The_bytes_are_the_same_everywhere(string id, string digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(made.Data, id)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        Assert.Equal(digest, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void The_field_is_a_daily_grid_that_says_that_it_is_made_up()
    {
        Assert.Equal(DatasetKind.Grid, Grids.Kind);
        Assert.Equal(new("CHLA_analysis", Chlorophyll, "analysed chlorophyll concentration (synthetic)", "kg m-3"), Assert.Single(Grids.Variables));
        Assert.Equal(5, Grids.Granules.Count);
        Assert.Equal(new LonLatBox(-179.875, -89.875, 179.875, 89.875), Grids.Granules[2].Bounds);
        Assert.Equal((1_522_584_000L, 1440 * 720L), (Grids.Granules[2].Start, Grids.Granules[2].Count)); // noon of the first of April 2018
        var cell = new float[1];
        using var grid = GridGranule.Open(Grids, Grids.Granules[2]);
        grid.Read(0, 0, 465, 1, 200, 1, cell);
        Assert.Equal(Ocean.Chlorophyll(-129.875, 26.375, 17622.5), cell[0], 0.51e-9);
        Assert.All((string[])["title", "summary", "comment", "source"], name => Assert.Contains("synthetic", Grids.Attributes[name], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_tracks_are_three_craft_of_platform_3B_within_the_box_of_the_notebook()
    {
        Assert.Equal(DatasetKind.Points, Points.Kind);
        Assert.Equal(("Saildrone", Tracks), (Points.Provider, Points.Project));
        Assert.Equal(["3B"], Points.Platforms);
        Assert.Equal(3 * 3 * 1440, Points.Granules.Sum(granule => granule.Count));
        Assert.Equal((1_522_454_400L, 1_522_713_540L), (Points.Start, Points.End)); // 31 March to 2 April
        Assert.All(Points.Granules, granule => Assert.True(granule.Bounds is { West: > -140, East: < -110, South: > 10, North: < 40 }));
        Assert.Contains("SYNTHETIC", Points.Attributes["comment"], StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC", JsonNode.Parse(File.ReadAllText(Points.Granules[0].Path))!["comment"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_passes_are_swaths_with_clouds_over_the_tracks()
    {
        var swaths = made.Catalog.Find("DEMO-L2-SWATH-SST")!;
        using var swath = SwathGranule.Open(swaths, swaths.Granules[1]);
        var values = swath.Read(0);

        Assert.Equal(DatasetKind.Swath, swaths.Kind);
        Assert.Equal("celsius", Assert.Single(swaths.Variables).Units);
        Assert.Equal([300, 100], [swath.Rows, swath.Columns]);
        Assert.InRange(values.Count(float.IsNaN) / (double)values.Length, 0.1, 0.7);
        Assert.All(values.Where(value => !float.IsNaN(value)), value => Assert.InRange(value, 5, 30));
        Assert.All(Points.Granules, track => Assert.Contains(swaths.Granules, granule => granule.Bounds.Touches(track.Bounds)));
    }

    /// <summary>Both see one ocean, the craft with errors of their own.</summary>
    [Fact]
    public void What_the_craft_measure_goes_with_the_field()
    {
        using var grid = GridGranule.Open(Grids, Grids.Granules[2]);
        List<(double Field, double Craft)> pairs = [];
        foreach (var granule in Points.Granules.Where(granule => granule.Start == 1_522_540_800))
        {
            using var table = PointTable.Open(Path.Combine(Points.Folder, granule.Table!));
            var values = table.Values(table.Variables.Index().First(variable => variable.Item.Name == Chlorophyll).Index);
            for (var row = 0; row < table.Count; row += 30)
            {
                var cell = new float[1];
                grid.Read(0, 0, (int)Math.Floor((table.Latitudes[row] + 90) * 4), 1, (int)Math.Floor((table.Longitudes[row] + 180) * 4), 1, cell);
                Assert.False(float.IsNaN(cell[0]), "The craft sails over land.");
                if (!double.IsNaN(values[row]))
                {
                    pairs.Add((Math.Log(cell[0]), Math.Log(values[row])));
                }
            }
        }

        Assert.True(pairs.Count > 100);
        Assert.InRange(Correlation(pairs), 0.8, 0.999);
    }

    [Fact]
    public void Coasts_and_seas_are_where_they_are()
    {
        (double, double)[] land = [(-100, 45), (-60, -10), (20, 10), (100, 60), (135, -25), (-42, 70), (0, -80), (138, 36), (47, -20), (-2, 53)];
        (double, double)[] sea = [(-130, 27), (-125, 36), (-119.2, 31.6), (-30, 0), (80, -20), (170, 10), (-150, 40), (5, 57), (18, 35), (-90, 26)];

        Assert.All(land, place => Assert.True(Land.Covers(place.Item1, place.Item2), $"{place} is land."));
        Assert.All(sea, place => Assert.False(Land.Covers(place.Item1, place.Item2), $"{place} is sea."));
    }

    [Fact]
    public void The_ocean_has_no_step_at_the_antimeridian_and_plausible_numbers()
    {
        for (var latitude = -70d; latitude <= 78; latitude += 3.7)
        {
            Assert.Equal(Ocean.Chlorophyll(-180, latitude, 17622), Ocean.Chlorophyll(180, latitude, 17622), 1e-6 * Ocean.Chlorophyll(180, latitude, 17622));
            Assert.InRange(Ocean.Chlorophyll(latitude, latitude, 17622), 1e-8, 3e-5);
            Assert.InRange(Ocean.Temperature(latitude, latitude, 17622), -1.8, 31);
        }
    }

    [Fact]
    public void What_is_there_stays_as_it_is()
    {
        var path = Grids.Granules[0].Path;
        var before = File.GetLastWriteTimeUtc(path);

        DemoDatasets.Write(made.Data, CancellationToken.None);

        Assert.Equal(before, File.GetLastWriteTimeUtc(path));
        Assert.DoesNotContain(Directory.EnumerateFiles(made.Data, "*", SearchOption.AllDirectories), file => file.EndsWith(".partial", StringComparison.Ordinal));
    }

    private static double Correlation(List<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(pair => (pair.X - x) * (pair.Y - y))
            / Math.Sqrt(pairs.Sum(pair => (pair.X - x) * (pair.X - x)) * pairs.Sum(pair => (pair.Y - y) * (pair.Y - y)));
    }

    public sealed class Made : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Made()
        {
            DemoDatasets.Write(Data, CancellationToken.None);
            var report = DatasetScan.Run([Data], Path.Combine(_folder.Path, "index"), 2, CancellationToken.None);
            Assert.Empty(report.Refused);
            Assert.All(report.Datasets, dataset => Assert.Empty(dataset.Unreadable));
            Catalog = new(Path.Combine(_folder.Path, "index"));
        }

        public string Data => Path.Combine(_folder.Path, "data");

        public DatasetCatalog Catalog { get; }

        public void Dispose() => _folder.Dispose();
    }
}
