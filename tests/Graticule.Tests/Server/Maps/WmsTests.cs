using System.Buffers.Binary;
using System.Net;
using System.Xml.Linq;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Server.Maps;

public sealed class WmsTests : IAsyncLifetime
{
    private const string Wms = "/maps/wms?map=collections/alps/scene.tif&";
    private const string Rest = "&LAYERS=scene&STYLES=&WIDTH=300&HEIGHT=100&FORMAT=image/png";

    private static readonly XNamespace W = "http://www.opengis.net/wms";
    private static readonly XNamespace Ogc = "http://www.opengis.net/ogc";

    private MapServer _server = null!;

    public async Task InitializeAsync() => _server = await MapServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("VERSION=1.3.0&CRS=EPSG:4326&BBOX=46,8,47,11", "EPSG:4326", 8, 46, 11, 47)]
    [InlineData("VERSION=1.3.0&CRS=CRS:84&BBOX=8,46,11,47", "OGC:CRS84", 8, 46, 11, 47)]
    [InlineData("VERSION=1.1.1&SRS=EPSG:4326&BBOX=8,46,11,47", "EPSG:4326", 8, 46, 11, 47)]
    [InlineData("VERSION=1.1.0&SRS=EPSG:4326&BBOX=8,46,11,47", "EPSG:4326", 8, 46, 11, 47)]
    [InlineData("SRS=EPSG:4326&BBOX=8,46,11,47", "EPSG:4326", 8, 46, 11, 47)]
    [InlineData("VERSION=1.3.0&CRS=EPSG:3857&BBOX=1,2,3,4", "EPSG:3857", 1, 2, 3, 4)]
    [InlineData("VERSION=1.1.1&SRS=EPSG:900913&BBOX=1,2,3,4", "EPSG:3857", 1, 2, 3, 4)]
    [InlineData("VERSION=1.3.0&CRS=EPSG:32632&BBOX=1,2,3,4", "EPSG:32632", 1, 2, 3, 4)]
    [InlineData("VERSION=1.3.0&CRS=EPSG:3035&BBOX=2,1,4,3", "EPSG:3035", 1, 2, 3, 4)]
    [InlineData("VERSION=1.1.1&SRS=EPSG:3035&BBOX=1,2,3,4", "EPSG:3035", 1, 2, 3, 4)]
    [InlineData("VERSION=1.3.0&CRS=urn:ogc:def:crs:EPSG::3035&BBOX=2,1,4,3", "EPSG:3035", 1, 2, 3, 4)]
    [InlineData("VERSION=1.3.0&CRS=CRS:1&BBOX=1,2,3,4", null, 1, 2, 3, 4)]
    public async Task The_order_of_axes_follows_the_version_and_the_crs(string place, string? crs, double minX, double minY, double maxX, double maxY)
    {
        var drawn = await _server.PictureAsync($"{Wms}SERVICE=WMS&REQUEST=GetMap&{place}{Rest}");

        Assert.Equal((crs, new Box(minX, minY, maxX, maxY), 300, 100), (drawn.Crs, drawn.Box, drawn.Width, drawn.Height));
    }

    [Fact]
    public async Task A_tile_as_leaflet_asks_for_it()
    {
        var drawn = await _server.PictureAsync(
            $"{Wms}&service=WMS&request=GetMap&layers=scene&styles=&format=image%2Fpng&transparent=true&version=1.1.1&width=256&height=256&srs=EPSG%3A3857&bbox=939258.2035682457,5792092.255337514,978393.9620502561,5831228.013819524");

        Assert.Equal(("EPSG:3857", true, "image/png", 256), (drawn.Crs, drawn.IsTransparent, drawn.MediaType, drawn.Width));
        Assert.Equal(939258.2035682457, drawn.Box.MinX);
        Assert.Equal(5831228.013819524, drawn.Box.MaxY);
    }

    [Fact]
    public async Task Style_colours_bands_and_range_reach_the_picture()
    {
        var drawn = await _server.PictureAsync(
            $"{Wms}REQUEST=GetMap&VERSION=1.3.0&LAYERS=scene&STYLES=GREY&CRS=CRS:84&BBOX=8,46,11,47&WIDTH=30&HEIGHT=10&FORMAT=image/jpeg&TRANSPARENT=TRUE&BGCOLOR=0xFF8800&bands=2,1,1&range=-5,2.5e3&TIME=2020-01-01");

        Assert.Equal("grey", drawn.Style);
        Assert.Equal(["2", "1", "1"], drawn.Bands!);
        Assert.Equal((-5, 2500), drawn.Range);
        Assert.Equal(("image/jpeg", false, 0xFF8800), (drawn.MediaType, drawn.IsTransparent, drawn.Background));
    }

    [Theory]
    [InlineData("image/png; mode=8bit", "image/png")]
    [InlineData("image/png;%20mode=fast", "image/png")]
    [InlineData("image/jpg", "image/jpeg")]
    public async Task Formats_are_known_by_other_names(string format, string expected)
    {
        using var response = await _server.GetAsync($"{Wms}REQUEST=GetMap&VERSION=1.3.0&LAYERS=scene&STYLES=&CRS=CRS:84&BBOX=8,46,11,47&WIDTH=30&HEIGHT=10&FORMAT={format}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("LAYERS=other&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "LayerNotDefined")]
    [InlineData("LAYERS=scene,scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "LayerNotDefined")]
    [InlineData("LAYERS=scene&STYLES=x&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "StyleNotDefined")]
    [InlineData("LAYERS=scene&CRS=nonsense&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "InvalidCRS")]
    [InlineData("LAYERS=scene&CRS=EPSG:99999&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "InvalidCRS")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/tiff", "InvalidFormat")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9", "MissingParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3&WIDTH=9&HEIGHT=9&FORMAT=image/png", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,1,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,NaN,4&WIDTH=9&HEIGHT=9&FORMAT=image/png", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=100000&HEIGHT=9&FORMAT=image/png", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=0&HEIGHT=9&FORMAT=image/png", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png&bands=0", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png&range=5,1", "InvalidParameterValue")]
    [InlineData("LAYERS=scene&CRS=CRS:84&BBOX=1,2,3,4&WIDTH=9&HEIGHT=9&FORMAT=image/png&BGCOLOR=red", "InvalidParameterValue")]
    public async Task What_is_wrong_has_its_code(string parameters, string code)
    {
        var report = await _server.XmlAsync($"{Wms}SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&{parameters}", HttpStatusCode.BadRequest);

        Assert.Equal(Ogc + "ServiceExceptionReport", report.Name);
        Assert.Equal(code, (string?)Assert.Single(report.Elements()).Attribute("code"));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var report = await _server.XmlAsync($"{Wms}SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=x&STYLES=y&CRS=z", HttpStatusCode.BadRequest);

        Assert.Equal(
            ["LAYERS", "STYLES", "WIDTH", "HEIGHT", "BBOX", "CRS", "FORMAT"],
            report.Elements().Select(fault => (string?)fault.Attribute("locator")));
    }

    [Fact]
    public async Task The_older_version_has_its_own_report()
    {
        using var response = await _server.GetAsync($"{Wms}SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&SRS=x{Rest}&BBOX=1,2,3,4");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/vnd.ogc.se_xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<!DOCTYPE ServiceExceptionReport SYSTEM", text, StringComparison.Ordinal);
        Assert.Contains("code=\"InvalidSRS\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_of_1_3_0_has_the_bounds_in_each_crs_in_its_order()
    {
        var root = await _server.XmlAsync($"{Wms}SERVICE=WMS&REQUEST=GetCapabilities");
        var layer = root.Element(W + "Capability")!.Element(W + "Layer")!;

        Assert.Equal(("WMS_Capabilities", "1.3.0"), (root.Name.LocalName, (string)root.Attribute("version")!));
        Assert.Equal(["EPSG:4326", "CRS:84", "EPSG:3857"], layer.Elements(W + "CRS").Select(crs => crs.Value));
        Assert.Equal("46 8 47 11", Corners(layer, "CRS", "EPSG:4326"));
        Assert.Equal("8 46 11 47", Corners(layer, "CRS", "CRS:84"));
        Assert.StartsWith("890555.9", Corners(layer, "CRS", "EPSG:3857"), StringComparison.Ordinal);
        Assert.Equal("8", layer.Element(W + "EX_GeographicBoundingBox")!.Element(W + "westBoundLongitude")!.Value);
        Assert.All(root.Descendants(W + "OnlineResource"), link =>
            Assert.StartsWith(_server.Address.Wms("collections/alps/scene.tif"), (string)link.Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_of_1_1_1_has_longitude_first()
    {
        await _server.SaveAsync("collections/alps/utm.tif", new Scene("EPSG:3035", 4_000_000, 2_600_000, 10, 30, 20).Json);
        using var response = await _server.GetAsync("/maps/wms?map=collections/alps/utm.tif&SERVICE=WMS&VERSION=1.1.1&REQUEST=GetCapabilities");
        var root = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        var layer = root.Element("Capability")!.Element("Layer")!;

        Assert.Equal("application/vnd.ogc.wms_xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["EPSG:4326", "EPSG:3857", "EPSG:3035"], layer.Elements("SRS").Select(crs => crs.Value));
        Assert.Equal("8 46 11 47", Corners(layer, "SRS", "EPSG:4326"));
        Assert.Equal("4000000 2599800 4000300 2600000", Corners(layer, "SRS", "EPSG:3035"));
    }

    [Fact]
    public async Task The_layer_s_own_crs_has_its_own_order_in_1_3_0()
    {
        await _server.SaveAsync("collections/alps/laea.tif", new Scene("EPSG:3035", 4_000_000, 2_600_000, 10, 30, 20).Json);

        var root = await _server.XmlAsync("/maps/wms?map=collections/alps/laea.tif&REQUEST=GetCapabilities&VERSION=1.3.0");

        Assert.Equal("2599800 4000000 2600000 4000300", Corners(root.Descendants(W + "Layer").Single(), "CRS", "EPSG:3035"));
    }

    [Theory]
    [InlineData("VERSION=1.3.0&CRS=EPSG:4326&BBOX=46,8,47,11&I=20&J=7")]
    [InlineData("VERSION=1.1.1&SRS=EPSG:4326&BBOX=8,46,11,47&X=20&Y=7")]
    public async Task Values_are_those_of_the_pixel_under_the_point(string place)
    {
        // Ten pixels of the file are one of the map, whose centre lies on an edge: 205, 75.
        using var response = await _server.GetAsync($"{Wms}REQUEST=GetFeatureInfo&{place}&LAYERS=scene&QUERY_LAYERS=scene&STYLES=&WIDTH=30&HEIGHT=10&INFO_FORMAT=application/json");

        Assert.Equal(
            "{\"column\":205,\"row\":75}",
            System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["pixel"]!.ToJsonString());
    }

    [Fact]
    public async Task Values_are_told_in_words_too()
    {
        const string Ask = Wms + "REQUEST=GetFeatureInfo&VERSION=1.3.0&CRS=CRS:84&BBOX=8,46,11,47&LAYERS=scene&QUERY_LAYERS=scene&STYLES=&WIDTH=300&HEIGHT=100&I=20&J=7";

        Assert.Equal("scene\ncolumn 20, row 7\nred = 720\nnear_infrared = no data\n", await _server.Client.GetStringAsync(new Uri(Ask, UriKind.Relative)));
        Assert.Contains("<td>720</td>", await _server.Client.GetStringAsync(new Uri(Ask + "&INFO_FORMAT=text/html", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&I=300&J=0")]
    [InlineData("&I=0&J=100")]
    [InlineData("&I=-1&J=0")]
    [InlineData("&I=1.5&J=0")]
    public async Task A_point_outside_the_map_is_refused(string point)
    {
        var report = await _server.XmlAsync($"{Wms}REQUEST=GetFeatureInfo&VERSION=1.3.0&CRS=CRS:84&BBOX=8,46,11,47&QUERY_LAYERS=scene{Rest}{point}", HttpStatusCode.BadRequest);

        Assert.Equal("InvalidPoint", (string?)report.Elements().First().Attribute("code"));
    }

    [Fact]
    public async Task An_empty_picture_stands_for_an_error_where_that_is_asked_for()
    {
        using var response = await _server.GetAsync($"{Wms}REQUEST=GetMap&VERSION=1.3.0&CRS=CRS:84&BBOX=8,46,11,47&LAYERS=x&STYLES=&WIDTH=300&HEIGHT=100&FORMAT=image/png&EXCEPTIONS=BLANK&BGCOLOR=0x102030");
        var picture = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal((HttpStatusCode.OK, "image/png"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal((300, 100), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        Assert.True(picture.AsSpan().IndexOf("PLTE\x10\x20\x30"u8) > 0);
    }

    [Theory]
    [InlineData("", 88, 160)]
    [InlineData("&WIDTH=50&HEIGHT=90&STYLE=viridis&range=0,1", 50, 90)]
    public async Task A_legend_is_a_picture_of_its_size(string parameters, int width, int height)
    {
        var picture = await _server.Client.GetByteArrayAsync(new Uri($"{Wms}REQUEST=GetLegendGraphic&VERSION=1.3.0&LAYER=scene&FORMAT=image/png{parameters}", UriKind.Relative));

        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
    }

    [Fact]
    public async Task A_file_that_is_no_raster_gets_a_report()
    {
        await _server.SaveAsync("collections/alps/notes.txt", "nothing");

        var report = await _server.XmlAsync($"/maps/wms?map=collections/alps/notes.txt&REQUEST=GetCapabilities", HttpStatusCode.BadRequest);

        Assert.Contains("no raster", report.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REQUEST=GetSomething", "OperationNotSupported")]
    [InlineData("SERVICE=WMS", "MissingParameterValue")]
    [InlineData("SERVICE=WFS&REQUEST=GetMap", "InvalidParameterValue")]
    public async Task Other_operations_are_refused(string parameters, string code) =>
        Assert.Equal(code, (string?)(await _server.XmlAsync(Wms + parameters, HttpStatusCode.BadRequest)).Elements().Single().Attribute("code"));

    [Fact]
    public async Task A_head_request_has_the_head_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Wms}REQUEST=GetMap&VERSION=1.3.0&CRS=CRS:84&BBOX=8,46,11,47{Rest}");
        using var response = await _server.Client.SendAsync(request);

        Assert.Equal(("image/png", HttpStatusCode.OK), (response.Content.Headers.ContentType!.MediaType, response.StatusCode));
        Assert.True(response.Content.Headers.ContentLength > 0);
    }

    private static string Corners(XElement layer, string attribute, string crs)
    {
        var box = layer.Elements(layer.Name.Namespace + "BoundingBox").Single(box => (string?)box.Attribute(attribute) == crs);
        return string.Join(' ', box.Attributes().Where(corner => corner.Name.LocalName.StartsWith('m')).Select(corner => corner.Value));
    }
}
