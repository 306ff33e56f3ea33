using System.Net;
using System.Xml.Linq;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

/// <summary>Services of one file below an address of its own, to which clients append.</summary>
public sealed class PathAddressTests : IAsyncLifetime
{
    private const string Map = "map=collections/alps/scene.tif";

    private MapServer _server = null!;
    private LastingMapLink _link = null!;

    public async Task InitializeAsync()
    {
        _server = await MapServer.StartAsync();
        await _server.SaveAsync("jobs/j1/map.json", Scene.Degrees.Json);
        _link = _server.Services.Links.Lasting(_server.Address, "jobs/j1/map.json", "j1");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/7/66/82")]
    [InlineData("/7/66/82/?bands=1")]
    [InlineData("/7/66/82.png")]
    [InlineData("/2017-01-01/7/66/82/?bands=1")]
    public async Task Rows_of_a_tile_map_service_are_counted_from_the_south(string path)
    {
        var drawn = await _server.PictureAsync(_link.Tms + path);

        var north = await _server.PictureAsync("/maps/xyz/7/66/45.png?" + Map);
        Assert.Equal((north.Box, north.Crs, 256, 256, "image/png"), (drawn.Box, drawn.Crs, drawn.Width, drawn.Height, drawn.MediaType));
        Assert.Equal(path.Contains("2017", StringComparison.Ordinal) ? "2017-01-01" : null, drawn.Time);
        Assert.Equal(path.Contains("bands", StringComparison.Ordinal) ? ["1"] : null, drawn.Bands);
    }

    [Fact]
    public async Task The_tile_map_document_says_where_tiles_are_in_pixels_of_known_size()
    {
        var map = await _server.XmlAsync(_link.Tms);

        var sets = map.Element("TileSets")!.Elements("TileSet").ToList();
        Assert.Equal(("global-mercator", 25), ((string?)map.Element("TileSets")!.Attribute("profile"), sets.Count));
        Assert.Equal(156543.03392804097, (double)sets[0].Attribute("units-per-pixel")!, precision: 6);
        Assert.Equal("EPSG:3857", map.Element("SRS")!.Value);
        var drawn = await _server.PictureAsync((string)sets[7].Attribute("href")! + "/66/82.png");
        Assert.Equal("EPSG:3857", drawn.Crs);
    }

    [Fact]
    public async Task Every_service_answers_below_the_file_s_own_address()
    {
        var wcs = await _server.XmlAsync(_link.Wcs + "?SERVICE=WCS&REQUEST=GetCapabilities&VERSION=2.0.1");
        var wms = await _server.XmlAsync(_link.Folder + "/wms?SERVICE=WMS&REQUEST=GetCapabilities");
        var wmts = await _server.XmlAsync(_link.Folder + "/wmts/1.0.0/WMTSCapabilities.xml");

        Assert.Equal("j1", wcs.Descendants().Single(element => element.Name.LocalName == "CoverageId").Value);
        Assert.Contains(wms.Descendants(), element => element.Name.LocalName == "Name" && element.Value == "j1");
        Assert.Contains(wmts.Descendants(), element => element.Name.LocalName == "Identifier" && element.Value == "j1");
        Assert.Equal("image/png", (await _server.PictureAsync(_link.Folder + "/xyz/7/66/45.png")).MediaType);
    }

    [Theory]
    [InlineData("/7/66/128", HttpStatusCode.BadRequest)]
    [InlineData("/7/66/45.tif", HttpStatusCode.BadRequest)]
    public async Task A_tile_that_cannot_be_is_refused(string path, HttpStatusCode status) =>
        Assert.Equal("TileMapServerError", (await _server.XmlAsync(_link.Tms + path, status)).Name.LocalName);

    [Fact]
    public async Task An_address_that_nobody_signed_is_no_file()
    {
        XElement report = await _server.XmlAsync("/maps/at/abc.def/wcs?SERVICE=WCS&REQUEST=GetCapabilities", HttpStatusCode.NotFound);

        Assert.Contains("no file", report.Value, StringComparison.Ordinal);
    }
}
