using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

/// <summary>GDAL's drivers for WMS, WMTS and WCS, and OWSLib, as independent readers of real maps and coverages.</summary>
public sealed class MapReaderTests : IAsyncLifetime
{
    private RenderClient _renderer = null!;
    private MapServer _server = null!;
    private string _folder = null!;

    public async Task InitializeAsync()
    {
        _renderer = MapProgram.StartRenderer();
        _server = await MapServer.StartAsync(renderer: _renderer);
        _folder = Path.GetDirectoryName(_server.Files.FindPath("collections/alps/scene.tif"))!;
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _renderer.DisposeAsync();
    }

    [SkippableTheory]
    [InlineData(4326, "(8, 0.01, 0, 47, 0, -0.01)")]
    [InlineData(32632, "(600000, 20, 0, 5300000, 0, -20)")]
    [InlineData(3035, "(4321000, 100, 0, 3210000, 0, -100)")]
    public async Task Gdal_reads_a_coverage_s_values_exactly(int epsg, string place)
    {
        await MakeAsync(300, 100, place, epsg);

        var said = await MapProgram.RunAsync($"""
            import numpy as np
            own, read = gdal.Open('{_folder}/file.tif'), gdal.Open('WCS:{Address("wcs")}&version=2.0.1&coverage=file')
            print(own.GetGeoTransform() == read.GetGeoTransform(), own.RasterCount == read.RasterCount)
            print(np.array_equal(own.ReadAsArray(), read.ReadAsArray()))
            print(np.array_equal(own.ReadAsArray(37, 11, 120, 60), read.ReadAsArray(37, 11, 120, 60)))
            """);

        Assert.Equal("True True\nTrue\nTrue", said);
    }

    [SkippableFact]
    public async Task A_subset_in_latitude_and_longitude_has_the_file_s_values_at_its_place()
    {
        await MakeAsync(300, 100, "(8, 0.01, 0, 47, 0, -0.01)", 4326);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            url = '{Address("wcs")}&SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=file&SUBSET=Lat(46.2,46.5)&SUBSET=Long(10,10.5)&RANGESUBSET=band2'
            gdal.FileFromMemBuffer('/vsimem/a.tif', urllib.request.urlopen(url).read())
            part, own = gdal.Open('/vsimem/a.tif'), gdal.Open('{_folder}/file.tif')
            print([round(n, 9) for n in part.GetGeoTransform()], part.RasterXSize, part.RasterYSize)
            print(np.array_equal(part.ReadAsArray(), own.GetRasterBand(2).ReadAsArray(200, 50, 50, 30)))
            """);

        Assert.Equal("[10.0, 0.01, 0.0, 46.5, 0.0, -0.01] 50 30\nTrue", said);
    }

    [SkippableFact]
    public async Task A_coverage_is_scaled_and_taken_to_another_crs()
    {
        await MakeAsync(300, 100, "(8, 0.01, 0, 47, 0, -0.01)", 4326);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            base = '{Address("wcs")}&SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=file'
            def get(rest):
                gdal.FileFromMemBuffer('/vsimem/a.tif', urllib.request.urlopen(base + rest).read())
                return gdal.Open('/vsimem/a.tif')
            half = get('&SCALEFACTOR=0.5&SUBSET=Long(9,10)')
            print(half.RasterXSize, half.RasterYSize, [round(n, 9) for n in half.GetGeoTransform()])
            flat = get('&OUTPUTCRS=http://www.opengis.net/def/crs/EPSG/0/3857&SCALESIZE=i(150),j(70)')
            print(flat.RasterXSize, flat.RasterYSize, flat.GetSpatialRef().GetAuthorityCode(None))
            warped = gdal.Warp('', '{_folder}/file.tif', format='MEM', dstSRS='EPSG:3857', width=150, height=70)
            print(np.array_equal(flat.ReadAsArray(), warped.ReadAsArray()))
            cut = get('&SUBSETTINGCRS=EPSG:3857&SUBSET=x(1000000,1100000)&SUBSET=y(5850000,5900000)')
            g = cut.GetGeoTransform()
            print(g[0] <= 8.983153 < g[0] + 0.01, round(g[1], 9))
            """);

        Assert.Equal("50 50 [9.0, 0.02, 0.0, 47.0, 0.0, -0.02]\n150 70 3857\nTrue\nTrue 0.01", said);
    }

    /// <summary>Grey of a known stretch shows whether each pixel lies where it belongs; a mistaken order of axes would show another part, or nothing.</summary>
    [SkippableTheory]
    [InlineData("VERSION=1.3.0&CRS=EPSG:4326&BBOX=46.2,9,46.7,10")]
    [InlineData("VERSION=1.3.0&CRS=CRS:84&BBOX=9,46.2,10,46.7")]
    [InlineData("VERSION=1.1.1&SRS=EPSG:4326&BBOX=9,46.2,10,46.7")]
    public async Task A_map_shows_each_pixel_at_its_place(string place)
    {
        await MakeAsync(300, 100, "(8, 0.01, 0, 47, 0, -0.01)", 4326);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            url = '{Address("wms")}&REQUEST=GetMap&LAYERS=file&STYLES=grey&{place}&WIDTH=100&HEIGHT=50&FORMAT=image/png&bands=1&range=0,40000'
            gdal.FileFromMemBuffer('/vsimem/a.png', urllib.request.urlopen(url).read())
            drawn = gdal.Open('/vsimem/a.png')
            assert (drawn.RasterXSize, drawn.RasterYSize) == (100, 50)
            grey = drawn.GetRasterBand(1).ReadAsArray().astype(float)
            file = gdal.Open('{_folder}/file.tif')
            own = file.GetRasterBand(1).ReadAsArray(100, 30, 100, 50) / 40000 * 255
            print(np.abs(grey - own).max() <= 1)
            """);

        Assert.Equal("True", said);
    }

    [SkippableFact]
    public async Task A_web_mercator_tile_is_what_gdal_makes_of_the_file()
    {
        await MakeAsync(300, 100, "(8, 0.01, 0, 47, 0, -0.01)", 4326);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            url = '{Address("wms")}&service=WMS&request=GetMap&layers=file&styles=&format=image%2Fpng&transparent=true&version=1.1.1&width=256&height=256&srs=EPSG%3A3857&bbox=1017529.7205322663,5792092.255337514,1056665.4790142784,5831228.013819524&bands=1&range=0,40000'
            gdal.FileFromMemBuffer('/vsimem/a.png', urllib.request.urlopen(url).read())
            drawn = gdal.Open('/vsimem/a.png')
            grey = drawn.GetRasterBand(1).ReadAsArray().astype(float)
            warped = gdal.Warp('', '{_folder}/file.tif', format='MEM', dstSRS='EPSG:3857', width=256, height=256, outputBounds=[1017529.7205322663, 5792092.255337514, 1056665.4790142784, 5831228.013819524])
            off = np.abs(grey - warped.GetRasterBand(1).ReadAsArray() / 40000 * 255) > 1
            print(off.mean() < 0.01)
            """);

        // Warping approximates: the edge of a pixel may fall one pixel of the map to the side.
        Assert.Equal("True", said);
    }

    [SkippableFact]
    public async Task Gdal_reads_maps_and_tiles()
    {
        await MakeAsync(300, 100, "(8, 0.01, 0, 47, 0, -0.01)", 4326);

        var said = await MapProgram.RunAsync($"""
            import numpy as np
            file = gdal.Open('{_folder}/file.tif')
            grey = file.GetRasterBand(1).ReadAsArray()
            service = gdal.Open('WMS:{Address("wms")}')
            map = gdal.Open(service.GetSubDatasets()[0][0])
            print([round(n) for n in (map.GetGeoTransform()[0], map.GetGeoTransform()[3])], map.RasterCount)
            tiles = gdal.Open('WMTS:{Address("wmts")}&SERVICE=WMTS&REQUEST=GetCapabilities,layer=file,tilematrixset=WorldCRS84Quad,style=grey')
            small = gdal.Warp('', tiles, format='MEM', outputBounds=[8, 46, 11, 47], width=300, height=100, dstSRS='EPSG:4326')
            print(np.corrcoef(small.GetRasterBand(1).ReadAsArray().ravel(), grey.ravel())[0, 1] > 0.99, small.GetRasterBand(4).ReadAsArray().min())
            """);

        Assert.Equal("[8, 47] 3\nTrue 255", said);
    }

    [SkippableFact]
    public async Task Owslib_reads_all_services()
    {
        Skip.IfNot(Directory.Exists("/usr/lib/python3/dist-packages/owslib"), "python3-owslib is not installed.");
        await MakeAsync(300, 100, "(4321000, 100, 0, 3210000, 0, -100)", 3035);

        var said = await MapProgram.RunAsync($"""
            from owslib.wms import WebMapService
            from owslib.wmts import WebMapTileService
            from owslib.wcs import WebCoverageService
            for version in ('1.1.1', '1.3.0'):
                wms = WebMapService('{Address("wms")}', version=version)
                view = dict(layers=['file'], srs='EPSG:3035', bbox=(4321000, 3200000, 4351000, 3210000), size=(300, 100))
                print(wms.getmap(format='image/png', **view).info()['Content-Type'], end=' ')
                print(wms.getfeatureinfo(query_layers=['file'], info_format='text/plain', xy=(20, 7), **view).read().decode().split('\n')[1])
                try:
                    wms.getmap(layers=['other'], srs='EPSG:4326', bbox=(8, 46, 11, 47), size=(300, 100), format='image/png')
                except Exception as e:
                    print('LayerNotDefined' in str(e))
            wmts = WebMapTileService('{Address("wmts")}')
            print(list(wmts.contents), sorted(wmts.tilematrixsets), wmts.gettile(layer='file', tilematrixset='WebMercatorQuad', tilematrix='7', row=42, column=67, format='image/png').info()['Content-Type'])
            wcs = WebCoverageService('{Address("wcs")}', version='2.0.1')
            gdal.FileFromMemBuffer('/vsimem/a.tif', wcs.getCoverage(identifier=['file'], format='image/tiff', subsets=[('N', 3205000, 3208000), ('E', 4330000, 4340000)]).read())
            part = gdal.Open('/vsimem/a.tif')
            print(list(wcs.contents), part.GetGeoTransform(), part.RasterXSize, part.RasterYSize)
            """);

        Assert.Equal(
            "image/png column 20, row 7\nTrue\nimage/png column 20, row 7\nTrue\n['file'] ['WebMercatorQuad', 'WorldCRS84Quad'] image/png\n['file'] (4330000.0, 100.0, 0.0, 3208000.0, 0.0, -100.0) 100 30",
            said);
    }

    [SkippableFact]
    public async Task A_file_without_a_crs_is_shown_and_cut_in_its_own_pixels()
    {
        await MakeAsync(120, 80, "None", 0);
        await _server.SaveAsync("jobs/j1/x", "x");
        File.Copy(Path.Combine(_folder, "file.tif"), Path.Combine(Path.GetDirectoryName(_server.Files.FindPath("jobs/j1/x"))!, "out.tif"));
        var link = await _server.Services.Links.FindAsync(_server.Address, "jobs/j1/out.tif", "out", "image/tiff", CancellationToken.None);

        Assert.EndsWith("width=600&height=400&format=image/png&transparent=true&bbox=0,0,120,80&crs=CRS:1", link!.Picture("image/png"), StringComparison.Ordinal);
        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            def get(url, name):
                gdal.FileFromMemBuffer('/vsimem/' + name, urllib.request.urlopen(url).read())
                return gdal.Open('/vsimem/' + name)
            file = gdal.Open('{_folder}/file.tif')
            own = file.ReadAsArray()
            print(np.array_equal(get('{link.Wcs}SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=out', 'a.tif').ReadAsArray(), own))
            drawn = get('{link.Wms}REQUEST=GetMap&VERSION=1.3.0&LAYERS=out&STYLES=&CRS=CRS:1&BBOX=0,0,120,80&WIDTH=120&HEIGHT=80&FORMAT=image/png&bands=1&range=0,40000', 'b.png')
            print(np.abs(drawn.GetRasterBand(1).ReadAsArray().astype(float) - own[0] / 40000 * 255).max() <= 1)
            """);

        Assert.Equal("True\nTrue", said);
    }

    private Task MakeAsync(int width, int height, string place, int epsg) =>
        MapProgram.MakeAsync(Path.Combine(_folder, "file.tif"), width, height, place, epsg, bands: 2);

    private string Address(string service) => $"{_server.Address.Server}/maps/{service}?map=collections/alps/file.tif";
}
