using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Graticule.Raster.Rendering;
using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

public sealed class WcsTests : IAsyncLifetime
{
    private const string Wcs = "/maps/wcs?map=collections/alps/scene.tif&SERVICE=WCS&VERSION=2.0.1&";
    private const string Get = Wcs + "REQUEST=GetCoverage&COVERAGEID=scene";

    private static readonly XNamespace W = "http://www.opengis.net/wcs/2.0";
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/2.0";
    private static readonly XNamespace Gml = "http://www.opengis.net/gml/3.2";
    private static readonly XNamespace Swe = "http://www.opengis.net/swe/2.0";

    private MapServer _server = null!;

    public async Task InitializeAsync() => _server = await MapServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_whole_coverage_is_the_file_as_it_is()
    {
        var cut = await CutAsync("");

        Assert.Null(cut.Box);
        Assert.Equal((null, null, null, null), (cut.Width, cut.Height, cut.Crs, cut.BoxCrs));
        Assert.Null(cut.Bands);
    }

    [Theory]
    [InlineData("&SUBSET=Lat(46.2,46.8)&SUBSET=Long(8.5,9)", 8.5, 46.2, 9, 46.8)]
    [InlineData("&SUBSET=Long(8.5,9)&SUBSET=Lat(46.2,46.8)", 8.5, 46.2, 9, 46.8)]
    [InlineData("&SUBSET=x(8.5,9)&SUBSET=y(46.2,46.8)", 8.5, 46.2, 9, 46.8)]
    [InlineData("&subset=Lat(*,46.8)", 8, 46, 11, 46.8)]
    [InlineData("&SUBSET=Long(8.504,8.996)", 8.5, 46, 9, 47)]
    [InlineData("&SUBSET=Long(0,9)&SUBSET=Lat(0,90)", 8, 46, 9, 47)]
    public async Task A_subset_is_widened_to_whole_pixels(string subset, double minX, double minY, double maxX, double maxY)
    {
        var box = (await CutAsync(subset)).Box!.Value;

        Assert.Equal([minX, minY, maxX, maxY], new[] { box.MinX, box.MinY, box.MaxX, box.MaxY }.Select(value => Math.Round(value, 9)));
    }

    [Theory]
    [InlineData("&SCALEFACTOR=0.5", 150, 50)]
    [InlineData("&SCALEFACTOR=0.5&SUBSET=Long(8,9)", 50, 50)]
    [InlineData("&SCALEAXES=i(0.5),j(2)", 150, 200)]
    [InlineData("&SCALESIZE=Long(60),Lat(20)", 60, 20)]
    [InlineData("&SCALESIZE=j(20)", 300, 20)]
    [InlineData("&SCALEEXTENT=i(0:59),j(10:19)", 60, 10)]
    public async Task A_coverage_is_scaled(string scaling, int width, int height)
    {
        var cut = await CutAsync(scaling + "&INTERPOLATION=http://www.opengis.net/def/interpolation/OGC/1/linear");

        Assert.Equal((width, height, "bilinear"), (cut.Width, cut.Height, cut.Interpolation));
    }

    [Fact]
    public async Task A_scale_of_one_leaves_the_pixels_alone()
    {
        var cut = await CutAsync("&SCALEFACTOR=1&SUBSET=Long(8,9)");

        Assert.Equal((null, null), (cut.Width, cut.Height));
    }

    [Theory]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:3857")]
    [InlineData("urn:ogc:def:crs:EPSG::3857", "EPSG:3857")]
    [InlineData("EPSG:4326", null)]
    public async Task Another_crs_may_come_out(string crs, string? expected) =>
        Assert.Equal(expected, (await CutAsync($"&OUTPUTCRS={crs}")).Crs);

    [Theory]
    [InlineData("&RANGESUBSET=near_infrared", new[] { 2 })]
    [InlineData("&RANGESUBSET=near_infrared,red", new[] { 2, 1 })]
    [InlineData("&RANGESUBSET=red:near_infrared", new[] { 1, 2 })]
    [InlineData("&RANGESUBSET=2", new[] { 2 })]
    public async Task Fields_are_picked(string subset, int[] bands) => Assert.Equal(bands, (await CutAsync(subset)).Bands!);

    [Theory]
    [InlineData("", "image/tiff", ".tif")]
    [InlineData("&FORMAT=image/tiff", "image/tiff", ".tif")]
    [InlineData("&FORMAT=image/tiff;application=geotiff", "image/tiff", ".tif")]
    [InlineData("&FORMAT=image/png", "image/png", ".png")]
    public async Task The_file_is_sent_and_gone(string format, string mediaType, string extension)
    {
        using var response = await _server.GetAsync(Get + format);

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.ToString());
        Assert.Contains("scene" + extension, response.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var cut = JsonSerializer.Deserialize<CoverageRequest>(await response.Content.ReadAsByteArrayAsync(), KnownRenderer.Options)!;
        Assert.False(Directory.Exists(Path.GetDirectoryName(cut.Target)));
    }

    [Theory]
    [InlineData("&SUBSET=Long(12,13)", "InvalidSubsetting", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=Long(9,8)", "InvalidSubsetting", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=Long(9)", "InvalidSubsetting", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=Long(a,b)", "InvalidSubsetting", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=time(1,2)", "InvalidAxisLabel", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=Long(8,9)&SUBSET=x(8,9)", "InvalidAxisLabel", HttpStatusCode.NotFound)]
    [InlineData("&SUBSET=Long", "InvalidParameterValue", HttpStatusCode.BadRequest)]
    [InlineData("&SCALEFACTOR=0", "InvalidScaleFactor", HttpStatusCode.NotFound)]
    [InlineData("&SCALESIZE=i(0)", "InvalidExtent", HttpStatusCode.NotFound)]
    [InlineData("&SCALESIZE=k(5)", "ScaleAxisUndefined", HttpStatusCode.NotFound)]
    [InlineData("&SCALESIZE=i(5)&SCALEFACTOR=2", "InvalidParameterValue", HttpStatusCode.BadRequest)]
    [InlineData("&SCALEFACTOR=1000", "InvalidParameterValue", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("&RANGESUBSET=green", "NoSuchField", HttpStatusCode.NotFound)]
    [InlineData("&INTERPOLATION=magic", "InterpolationMethodNotSupported", HttpStatusCode.NotFound)]
    [InlineData("&OUTPUTCRS=magic", "OutputCrs-NotSupported", HttpStatusCode.NotFound)]
    [InlineData("&OUTPUTCRS=EPSG:99999", "OutputCrs-NotSupported", HttpStatusCode.NotFound)]
    [InlineData("&FORMAT=image/bmp", "InvalidParameterValue", HttpStatusCode.BadRequest)]
    public async Task What_is_wrong_has_its_code(string parameters, string code, HttpStatusCode status)
    {
        var report = await _server.XmlAsync(Get + parameters, status);

        Assert.Equal(code, (string?)Assert.Single(report.Elements(Ows + "Exception")).Attribute("exceptionCode"));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var report = await _server.XmlAsync(Get + "&SUBSET=z(1,2)&SCALEFACTOR=x&RANGESUBSET=y&FORMAT=z", HttpStatusCode.BadRequest);

        Assert.Equal(["SUBSET", "SCALEFACTOR", "RANGESUBSET", "FORMAT"], report.Elements(Ows + "Exception").Select(fault => (string?)fault.Attribute("locator")));
    }

    [Theory]
    [InlineData("REQUEST=GetCoverage&COVERAGEID=other", "NoSuchCoverage", HttpStatusCode.NotFound)]
    [InlineData("REQUEST=DescribeCoverage", "MissingParameterValue", HttpStatusCode.BadRequest)]
    [InlineData("REQUEST=Describe", "OperationNotSupported", HttpStatusCode.NotImplemented)]
    [InlineData("", "MissingParameterValue", HttpStatusCode.BadRequest)]
    public async Task Other_operations_are_refused(string parameters, string code, HttpStatusCode status) =>
        Assert.Equal(code, (string?)(await _server.XmlAsync(Wcs + parameters, status)).Elements(Ows + "Exception").Single().Attribute("exceptionCode"));

    [Fact]
    public async Task Another_version_is_refused()
    {
        var report = await _server.XmlAsync("/maps/wcs?map=collections/alps/scene.tif&SERVICE=WCS&REQUEST=GetCapabilities&ACCEPTVERSIONS=1.0.0,1.1.2", HttpStatusCode.BadRequest);

        Assert.Equal("VersionNegotiationFailed", (string?)report.Elements().Single().Attribute("exceptionCode"));
    }

    [Fact]
    public async Task The_grid_is_described_in_the_order_of_its_crs()
    {
        var coverage = (await _server.XmlAsync(Wcs + "REQUEST=DescribeCoverage&COVERAGEID=scene")).Element(W + "CoverageDescription")!;
        var envelope = coverage.Descendants(Gml + "Envelope").Single();

        Assert.Equal(("Lat Long", "http://www.opengis.net/def/crs/EPSG/0/4326"), ((string?)envelope.Attribute("axisLabels"), (string?)envelope.Attribute("srsName")));
        Assert.Equal(("46 8", "47 11"), (envelope.Element(Gml + "lowerCorner")!.Value, envelope.Element(Gml + "upperCorner")!.Value));
        Assert.Equal("299 99", coverage.Descendants(Gml + "high").Single().Value);
        Assert.Equal("46.995 8.005", coverage.Descendants(Gml + "pos").Single().Value);
        Assert.Equal(["0 0.01", "-0.01 0"], coverage.Descendants(Gml + "offsetVector").Select(vector => vector.Value));
        Assert.Equal(["red", "near_infrared"], coverage.Descendants(Swe + "field").Select(field => (string?)field.Attribute("name")));
        Assert.Equal(["1", "W/m2"], coverage.Descendants(Swe + "uom").Select(unit => (string?)unit.Attribute("code")));
        Assert.Equal("0", coverage.Descendants(Swe + "nilValue").First().Value);
    }

    [Fact]
    public async Task Metadata_name_the_coverage_and_what_can_be_asked_of_it()
    {
        var root = await _server.XmlAsync("/maps/wcs?map=collections/alps/scene.tif&SERVICE=WCS&REQUEST=GetCapabilities");

        Assert.Equal("scene", root.Descendants(W + "CoverageId").Single().Value);
        Assert.Contains("image/tiff", root.Descendants(W + "formatSupported").Select(format => format.Value));
        Assert.Contains("http://www.opengis.net/spec/WCS/2.0/conf/core", root.Descendants(Ows + "Profile").Select(profile => profile.Value));
    }

    [Fact]
    public async Task An_identifier_can_be_one_in_xml()
    {
        await _server.SaveAsync("collections/alps/1 of 2, <b>.tif", Scene.Degrees.Json);
        var address = _server.Address.Wcs("collections/alps/1 of 2, <b>.tif");

        var coverage = await _server.XmlAsync(address + "SERVICE=WCS&VERSION=2.0.1&REQUEST=DescribeCoverage&COVERAGEID=_1_of_2___b_");

        Assert.Equal("_1_of_2___b_", coverage.Descendants(W + "CoverageId").Single().Value);
    }

    [Fact]
    public void What_an_earlier_run_left_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;
        File.WriteAllText(Path.Combine(folder, "left.tif"), "left");

        _ = new CoverageFiles(folder, new KnownRenderer());

        Assert.False(Directory.Exists(folder));
    }

    private async Task<CoverageRequest> CutAsync(string parameters)
    {
        using var response = await _server.GetAsync(Get + parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<CoverageRequest>(body, KnownRenderer.Options)!;
    }
}
