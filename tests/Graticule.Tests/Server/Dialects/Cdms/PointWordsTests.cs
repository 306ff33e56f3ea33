using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Server.Dialects.Cdms;

namespace Graticule.Tests.Server.Dialects.Cdms;

public sealed class PointWordsTests : IDisposable
{
    private static readonly MatchedPoint Cell = new()
    {
        Id = "47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 2]]",
        Longitude = -117.125,
        Latitude = 1e-7,
        Time = 1522584000,
        File = "one.nc",
        Source = "grid",
        Values = [(0, 1)],
    };

    private static readonly MatchedPoint Drifter = new()
    {
        Id = "meta-1",
        Longitude = 1,
        Latitude = 2,
        Time = 1522584000,
        Depth = 10,
        Platform = "SD 1001",
        Device = "CTD",
        Source = "shark-2018",
        Values = [(0, 1)],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sst", "radiometers")]
    [InlineData("Wind_Speed", "scatterometers")]
    public void The_device_of_primaries_goes_by_what_they_measure(string variable, string device)
    {
        var (primaries, _) = Words(DatasetKind.Grid, variable, DatasetKind.Points);

        Assert.Equal(("orbiting satellite", device, Cell.Id), (PointWords.Platform(Cell), primaries.Device(Cell), primaries.Id(Cell)));
        Assert.Equal((null, null, variable), (primaries.StandardName(Cell, 0), primaries.Unit(Cell, 0), primaries.Heading(0)));
    }

    [Fact]
    public void Observations_in_place_say_what_measured_and_how_deep()
    {
        var (_, secondaries) = Words(DatasetKind.Grid, "sst", DatasetKind.Points);

        Assert.Equal(("SD 1001", "CTD", "meta-1@10.0"), (PointWords.Platform(Drifter), secondaries.Device(Drifter), secondaries.Id(Drifter)));
        Assert.Equal("meta-1@None", secondaries.Id(Drifter with { Depth = null }));
        Assert.Equal(("temperature", "C"), (secondaries.StandardName(Drifter, 0), secondaries.Unit(Drifter, 0)));
    }

    [Theory]
    [InlineData(DatasetKind.Swath)]
    [InlineData(DatasetKind.Points)]
    public void Secondaries_of_satellites_are_called_by_time_and_place_whatever_else_is_among_them(DatasetKind first)
    {
        var (_, secondaries) = Words(DatasetKind.Points, "sst", first);

        Assert.Equal(("orbiting satellite", null, "2018-04-01T12:00:00Z:-117.125:1e-07@None"), (PointWords.Platform(Cell), secondaries.Device(Cell), secondaries.Id(Cell)));
        Assert.Equal(("SD 1001", "CTD"), (PointWords.Platform(Drifter), secondaries.Device(Drifter)));
    }

    [Fact]
    public void Primaries_may_be_in_place()
    {
        var (primaries, _) = Words(DatasetKind.Points, "sst", DatasetKind.Grid);

        Assert.Equal(("SD 1001", "CTD", "meta-1@10.0"), (PointWords.Platform(Drifter), primaries.Device(Drifter), primaries.Id(Drifter)));
    }

    private (PointWords Primaries, PointWords Secondaries) Words(DatasetKind primary, string variable, DatasetKind secondary)
    {
        var path = Path.Combine(_folder, "matches");
        MatchFileBuilder.Write(path, new("p", primary, [new(variable)]), new("s", secondary, [new("temperature", null, null, "C")]), [], []);
        using var file = MatchFile.Open(path);
        return (PointWords.OfPrimary(file), PointWords.OfSecondary(file));
    }
}
