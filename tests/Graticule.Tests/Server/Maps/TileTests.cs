using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Graticule.Raster.Rendering;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

public sealed class TileTests : IAsyncLifetime
{
    private const string Map = "map=collections/alps/scene.tif";
    private const string Kvp = $"/maps/wmts?{Map}&SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=scene&STYLE=default&FORMAT=image/png";

    private static readonly XNamespace Wmts = "http://www.opengis.net/wmts/1.0";
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";

    private MapServer _server = null!;

    public async Task InitializeAsync() => _server = await MapServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void The_world_is_one_tile_and_four_below_it()
    {
        var set = TileMatrixSet.WebMercatorQuad;

        Assert.Equal(new Box(-WebMercator.Edge, -WebMercator.Edge, WebMercator.Edge, WebMercator.Edge), set.BoxOf(0, 0, 0));
        Assert.Equal(new Box(0, 0, WebMercator.Edge, WebMercator.Edge), set.BoxOf(1, 1, 0));
        Assert.Equal(new Box(-WebMercator.Edge, -WebMercator.Edge, 0, 0), set.BoxOf(1, 0, 1));
        Assert.Equal(new Box(0, -90, 180, 90), TileMatrixSet.WorldCrs84Quad.BoxOf(0, 1, 0));
        Assert.Equal(set.Span / 32 / 256, 0.28e-3 * set.ScaleOf(5), precision: 6);
        Assert.Equal(Math.PI / 256 * 6378137, 0.28e-3 * TileMatrixSet.WorldCrs84Quad.ScaleOf(0), precision: 4);
    }

    [Fact]
    public void Limits_are_the_tiles_that_are_touched()
    {
        var set = TileMatrixSet.WorldCrs84Quad;

        Assert.Equal((2, 2, 0, 0), set.Limits(1, new(0, 0, 90, 90)));
        Assert.Equal((1, 3, 0, 1), set.Limits(1, new(-1, -1, 91, 90)));
        Assert.Equal((0, 3, 0, 1), set.Limits(1, new(-180, -90, 180, 90)));
    }

    [Theory]
    [InlineData("/maps/xyz/7/66/45.png?" + Map, "image/png", 256)]
    [InlineData("/maps/xyz/7/66/45.jpg?" + Map, "image/jpeg", 256)]
    [InlineData("/maps/xyz/7/66/45@2x.png?" + Map, "image/png", 512)]
    [InlineData(Kvp + "&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=7&TILEROW=45&TILECOL=66", "image/png", 256)]
    [InlineData(Kvp + "&tilematrixset=GoogleMapsCompatible&tilematrix=7&tilerow=45&tilecol=66", "image/png", 256)]
    [InlineData("/maps/wmts/scene/default/WebMercatorQuad/7/45/66.png?" + Map, "image/png", 256)]
    public async Task A_tile_has_its_place_however_it_is_asked_for(string path, string mediaType, int side)
    {
        var drawn = await _server.PictureAsync(path);

        var span = 2 * WebMercator.Edge / 128;
        var expected = new Box(-WebMercator.Edge + (66 * span), WebMercator.Edge - (46 * span), -WebMercator.Edge + (67 * span), WebMercator.Edge - (45 * span));
        Assert.Equal(("EPSG:3857", expected, side, side, mediaType), (drawn.Crs, drawn.Box, drawn.Width, drawn.Height, drawn.MediaType));
    }

    [Fact]
    public async Task A_tile_in_degrees_has_longitude_as_x()
    {
        var drawn = await _server.PictureAsync(Kvp + "&TILEMATRIXSET=WorldCRS84Quad&TILEMATRIX=2&TILEROW=0&TILECOL=4&range=1,2&bands=2");

        Assert.Equal(("OGC:CRS84", new Box(0, 45, 45, 90), (1d, 2d)), (drawn.Crs, drawn.Box, drawn.Range!.Value));
    }

    [Theory]
    [InlineData(Kvp + "&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=1&TILEROW=2&TILECOL=0", "TileOutOfRange", "TILEROW")]
    [InlineData(Kvp + "&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=1&TILEROW=0&TILECOL=-1", "TileOutOfRange", "TILECOL")]
    [InlineData(Kvp + "&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=99&TILEROW=0&TILECOL=0", "InvalidParameterValue", "TILEMATRIX")]
    [InlineData(Kvp + "&TILEMATRIXSET=other&TILEMATRIX=1&TILEROW=0&TILECOL=0", "InvalidParameterValue", "TILEMATRIXSET")]
    [InlineData(Kvp + "&TILEMATRIX=1&TILEROW=0&TILECOL=0", "MissingParameterValue", "TILEMATRIXSET")]
    [InlineData("/maps/wmts?" + Map, "MissingParameterValue", "REQUEST")]
    [InlineData("/maps/wmts/other/default/WebMercatorQuad/1/0/0.png?" + Map, "InvalidParameterValue", "LAYER")]
    [InlineData("/maps/wmts/scene/default/WebMercatorQuad/1/0/0?" + Map, "InvalidParameterValue", "TILECOL")]
    public async Task What_is_wrong_has_its_code(string path, string code, string locator)
    {
        var report = await _server.XmlAsync(path, HttpStatusCode.BadRequest);

        var fault = Assert.Single(report.Elements(Ows + "Exception"));
        Assert.Equal((code, locator), ((string?)fault.Attribute("exceptionCode"), (string?)fault.Attribute("locator")));
    }

    [Theory]
    [InlineData("/maps/xyz/1/2/0.png?" + Map, HttpStatusCode.BadRequest)]
    [InlineData("/maps/xyz/1/0/0.tif?" + Map, HttpStatusCode.BadRequest)]
    [InlineData("/maps/xyz/1/0/0.png?map=collections/alps/none.tif", HttpStatusCode.NotFound)]
    public async Task A_tile_that_cannot_be_is_refused(string path, HttpStatusCode status)
    {
        using var response = await _server.GetAsync(path);

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/maps/wmts?" + Map + "&SERVICE=WMTS&REQUEST=GetCapabilities")]
    [InlineData("/maps/wmts/1.0.0/WMTSCapabilities.xml?" + Map)]
    public async Task Metadata_have_both_pyramids_and_the_tiles_that_the_file_touches(string path)
    {
        var root = await _server.XmlAsync(path);
        var layer = root.Descendants(Wmts + "Layer").Single();

        Assert.Equal(["WebMercatorQuad", "WorldCRS84Quad"], root.Element(Wmts + "Contents")!.Elements(Wmts + "TileMatrixSet").Select(set => set.Element(Ows + "Identifier")!.Value));
        Assert.Equal("8 46", layer.Element(Ows + "WGS84BoundingBox")!.Element(Ows + "LowerCorner")!.Value);
        var limits = layer.Descendants(Wmts + "TileMatrixLimits").ElementAt(7);
        Assert.Equal("7 45 45 66 67", string.Join(' ', limits.Elements().Select(limit => limit.Value)));
        var template = (string)layer.Elements(Wmts + "ResourceURL").First().Attribute("template")!;
        var tile = template.Replace("{Style}", "default", StringComparison.Ordinal).Replace("{TileMatrixSet}", "WebMercatorQuad", StringComparison.Ordinal)
            .Replace("{TileMatrix}", "7", StringComparison.Ordinal).Replace("{TileRow}", "45", StringComparison.Ordinal).Replace("{TileCol}", "66", StringComparison.Ordinal);
        Assert.Equal(256, (await _server.PictureAsync(tile)).Width);
    }

    [Fact]
    public async Task Tilejson_leads_to_the_tiles()
    {
        var found = JsonNode.Parse(await _server.Client.GetStringAsync(new Uri("/maps/xyz/tilejson.json?" + Map, UriKind.Relative)))!;

        Assert.Equal("[8,46,11,47]", found["bounds"]!.ToJsonString());

        // 0.01 degrees are 1113 m at the equator; level 7 has 1223 m and level 8 has 611 m.
        Assert.Equal(8, (int)found["maxzoom"]!);
        Assert.Equal($"{_server.Address.Server}/maps/xyz/{{z}}/{{x}}/{{y}}.png?{Map}", (string)found["tiles"]![0]!);
    }

    [Fact]
    public async Task Values_are_those_under_a_pixel_of_a_tile()
    {
        // Level 9 in degrees: a tile is 0.3515625 wide; column 536 begins at 8.4375, row 122 ends at 47.109375.
        var text = await _server.Client.GetStringAsync(new Uri(
            $"/maps/wmts?{Map}&SERVICE=WMTS&REQUEST=GetFeatureInfo&LAYER=scene&STYLE=default&FORMAT=image/png&TILEMATRIXSET=WorldCRS84Quad&TILEMATRIX=9&TILEROW=122&TILECOL=536&I=100&J=200&INFOFORMAT=text/plain",
            UriKind.Relative));

        Assert.Contains("column 57, row 16", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_place_has_no_tiles()
    {
        await _server.SaveAsync("collections/alps/plain.tif", new Scene(null, 0, 0, 1, 30, 20).Json);

        var report = await _server.XmlAsync("/maps/wmts?map=collections/alps/plain.tif&REQUEST=GetCapabilities", HttpStatusCode.BadRequest);

        Assert.Contains("no coordinate reference system", report.Value, StringComparison.Ordinal);
    }
}
