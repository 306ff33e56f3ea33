using System.Globalization;
using System.IO.Compression;
using System.Text;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class JsonPointReaderTests : IDisposable
{
    private const string Good = """{"time":"2018-04-01T00:00:00Z","latitude":1,"longitude":2,"depth":-99999,"sea_water_temperature":20.5""";

    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Observations_of_the_in_situ_service_are_read()
    {
        var (table, facts) = _files.Build(_files.Write("a.json", """
            {"provider": "Saildrone", "observations": [
              {"time": "2018-04-01T00:01:00Z", "latitude": 10.5, "longitude": -130.25, "depth": 0.5, "meta": "17_0", "device": "130",
               "platform": {"code": "3B", "id": "1041", "type": "autonomous surface water vehicle"},
               "sea_water_temperature": 20.25, "sea_water_temperature_quality": 1, "wind_speed": null, "wind_direction_quality": 2},
              {"time": "2018-04-01T00:00:00Z", "latitude": -10.5, "longitude": 130.25, "depth": -99999, "wind_speed": 0}
            ], "project": "shark-2018"}
            """));
        Assert.Equal(("Saildrone", "shark-2018", 2, 0L), (facts.Provider, facts.Project, facts.Count, facts.Rejected));
        Assert.Equal([1522540800, 1522540860L], table.Times.ToArray());
        Assert.Equal([-99999, 0.5], table.Depths.ToArray());
        Assert.Equal(new("3B", "1041", "autonomous surface water vehicle"), table.PlatformOf(1));
        Assert.Equal(Platform.Unknown, table.PlatformOf(0));
        Assert.Equal((null, "17_0", null, "130"), (table.MetaOf(0), table.MetaOf(1), table.DeviceOf(0), table.DeviceOf(1)));
        Assert.Equal(["sea_water_temperature", "sea_water_temperature_quality", "wind_direction_quality", "wind_speed"], table.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal));
        Assert.Equal([0, double.NaN], table.Values(table.IndexOf("wind_speed")).ToArray());
        Assert.Equal([double.NaN, 20.25], table.Values(table.IndexOf("sea_water_temperature")).ToArray());
    }

    [Theory]
    [InlineData("""{"latitude":1,"longitude":2,"depth":0,"wind_speed":1,"meta":"a"}""", "it has no time")]
    [InlineData("""{"time":"2018-04-01T00:00:00Z","latitude":1,"longitude":2,"meta":"a","wind_speed":1}""", "it has no depth")]
    [InlineData("""{"time":"2018-04-01T00:00:00Z","latitude":1,"longitude":2,"depth":0}""", "nothing that was measured")]
    [InlineData(Good + ""","colour":1}""", "the schema of observations has no 'colour'")]
    [InlineData(Good + ""","wind_speed":"much"}""", "its wind_speed is no number")]
    [InlineData("""{"time":"04/01/2018","latitude":1,"longitude":2,"depth":0,"wind_speed":1}""", "its time")]
    [InlineData("""{"time":"2018-04-01T00:00:00Z","latitude":"1","longitude":2,"depth":0,"wind_speed":1}""", "its latitude is no number")]
    [InlineData("17", "it is no object")]
    public void Observations_that_break_the_schema_are_left_out(string observation, string reason)
    {
        var (table, facts) = _files.Build(_files.Write("a.json", $$"""{"observations":[{{Good}}},{{observation}}]}"""));
        Assert.Equal((1, 1L), (table.Count, facts.Rejected));
        Assert.StartsWith("observation 2: ", facts.Faults[0], StringComparison.Ordinal);
        Assert.Contains(reason, facts.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_files_longer_than_any_buffer_are_read_to_their_end()
    {
        var path = Path.Combine(_files.Folder, "a.json.gz");
        using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
        using (StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        {
            text.Write("{\"provider\":\"p\",\"observations\":[");
            for (var i = 0; i < 20_000; i++)
            {
                var meta = new string('m', i % 400);
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"time\":{i},\"latitude\":{i % 90},\"longitude\":{i % 180},\"depth\":0,\"meta\":\"{meta}\",\"wind_speed\":{i / 8.0}}}"));
            }

            text.Write("],\"note\":\"end\"}");
        }

        var (table, facts) = _files.Build(path);
        Assert.Equal((20_000, "end"), (table.Count, facts.Attributes["note"]));
        for (var i = 0; i < table.Count; i += 997)
        {
            Assert.Equal((i, i / 8.0, i % 400), (table.Times[i], table.Values(0)[i], table.MetaOf(i)?.Length ?? 0));
        }
    }

    [Theory]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{}", "has no 'observations'")]
    [InlineData("{\"observations\":[", "is no JSON that can be read")]
    [InlineData("{\"observations\":[{]}", "is no JSON that can be read")]
    [InlineData("", "is no JSON that can be read")]
    public void What_is_no_such_file_is_refused(string content, string reason)
    {
        var path = _files.Write("a.json", content);
        Assert.StartsWith(reason, Assert.Throws<ObservationFileException>(() => _files.Build(path)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_and_endless_values_are_refused()
    {
        var deep = _files.Write("deep.json", "{\"observations\":[" + new string('[', 100_000));
        Assert.Contains("JSON", Assert.Throws<ObservationFileException>(() => _files.Build(deep)).Reason, StringComparison.Ordinal);
        var wide = _files.Write("wide.json", "{\"observations\":[{\"meta\":\"" + new string('x', 12 << 20));
        Assert.Contains("bytes", Assert.Throws<ObservationFileException>(() => _files.Build(wide)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_of_GeoJSON_are_read()
    {
        var (table, facts) = _files.Build(_files.Write("a.geojson", """
            {"type": "FeatureCollection", "name": "cruise", "features": [
              {"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [-120.5, 33.25, 0]},
               "properties": {"time": "2018-04-01T12:00:00Z", "depth": 2, "platform": "41", "chlorophyll": 0.25, "crew": "three"}},
              {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "properties": {"time": "2018-04-01"}},
              {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}, "properties": {}}
            ]}
            """));
        Assert.Equal((1, 2L, "cruise"), (table.Count, facts.Rejected, facts.Attributes["name"]));
        Assert.Equal((-120.5, 33.25, 1522584000L, 2.0, "7", new Platform("41")), (table.Longitudes[0], table.Latitudes[0], table.Times[0], table.Depths[0], table.MetaOf(0), table.PlatformOf(0)));
        Assert.Equal(0.25, table.Values(table.IndexOf("chlorophyll"))[0]);
    }
}
