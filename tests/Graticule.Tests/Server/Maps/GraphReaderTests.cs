using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Graticule.Server.Maps;
using Graticule.Tests.Analysis.GraphJobs;
using Microsoft.Extensions.Logging;

namespace Graticule.Tests.Server.Maps;

/// <summary>GDAL's drivers as readers of graphs that are computed where they are looked at, in a render process as the server has it.</summary>
public sealed class GraphReaderTests : IAsyncLifetime, IDisposable
{
    private readonly GraphMaps _maps = new();
    private readonly Lines _log = new();
    private RenderClient _renderer = null!;
    private MapServer _server = null!;

    public async Task InitializeAsync()
    {
        _renderer = new(new() { Program = Path.Combine(AppContext.BaseDirectory, "graticule") }, TimeProvider.System, _log);
        _server = await MapServer.StartAsync(renderer: _renderer);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _renderer.DisposeAsync();
    }

    public void Dispose() => _maps.Dispose();

    [SkippableFact]
    public async Task Gdal_reads_by_WCS_the_pixels_of_a_download()
    {
        var (link, values) = await MakeAsync(GraphMaps.Least);

        var said = await MapProgram.RunAsync($"""
            import numpy as np
            own = np.fromfile('{values}', dtype='f8').reshape(512, 768).astype('f4')
            read = gdal.Open('WCS:{link.Wcs}?version=2.0.1&coverage=j1')
            print(read.GetGeoTransform(), read.RasterXSize, read.RasterYSize)
            print(np.array_equal(own[40:200, 300:500], read.ReadAsArray(300, 40, 200, 160), equal_nan=True), int(np.isnan(own).sum()) > 0)
            """);

        Assert.Equal("(600000.0, 20.0, 0.0, 5200000.0, 0.0, -20.0) 768 512\nTrue True", said);
    }

    [SkippableFact]
    public async Task The_early_form_of_a_request_has_the_pixels_that_gdal_makes_of_a_download()
    {
        var (link, values) = await MakeAsync(GraphMaps.Least);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request
            from osgeo import osr
            crs = 'http://www.opengis.net/def/crs/EPSG/0/4326'
            url = '{link.Wcs}?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=j1&FORMAT=image/tiff&SUBSET=x,' + crs + '(10.33,10.36)&SUBSET=y,' + crs + '(46.9,46.93)&&SIZE=x(200)&SIZE=y(200)'
            gdal.FileFromMemBuffer('/vsimem/a.tif', urllib.request.urlopen(url).read())
            part = gdal.Open('/vsimem/a.tif')
            own = gdal.GetDriverByName('MEM').Create('', 768, 512, 1, gdal.GDT_Float32)
            own.SetGeoTransform((600000, 20, 0, 5200000, 0, -20))
            s = osr.SpatialReference(); s.ImportFromEPSG(32632); own.SetProjection(s.ExportToWkt())
            own.GetRasterBand(1).WriteArray(np.fromfile('{values}', dtype='f8').reshape(512, 768).astype('f4'))
            own.GetRasterBand(1).SetNoDataValue(float('nan'))
            g = part.GetGeoTransform()
            warped = gdal.Warp('', own, format='MEM', outputBounds=(g[0], g[3] + 200 * g[5], g[0] + 200 * g[1], g[3]), width=200, height=200)
            print(part.RasterXSize, part.RasterYSize, part.GetSpatialRef().GetAuthorityCode(None), np.array_equal(part.ReadAsArray(), warped.ReadAsArray(), equal_nan=True), int(np.isfinite(part.ReadAsArray()).sum()) > 9000)
            """);

        Assert.Equal("200 200 32632 True True", said);
    }

    [SkippableFact]
    public async Task Gdal_reads_by_WMTS_and_TMS_the_colours_of_a_download_at_its_time()
    {
        var (link, values) = await MakeAsync(GraphMaps.Series);

        var said = await MapProgram.RunAsync($"""
            import numpy as np
            from osgeo import osr
            own = gdal.GetDriverByName('MEM').Create('', 768, 512, 1, gdal.GDT_Float32)
            own.SetGeoTransform((600000, 20, 0, 5200000, 0, -20))
            s = osr.SpatialReference(); s.ImportFromEPSG(32632); own.SetProjection(s.ExportToWkt())
            own.GetRasterBand(1).SetNoDataValue(float('nan'))
            wmts = '<GDAL_WMTS><GetCapabilitiesUrl>{link.Folder}/wmts?SERVICE=WMTS&amp;REQUEST=GetCapabilities</GetCapabilitiesUrl><ExtraQueryParameters>range=-1,1</ExtraQueryParameters><Layer>j1</Layer><Style>grey</Style><TileMatrixSet>WebMercatorQuad</TileMatrixSet><TileMatrix>14</TileMatrix><BandsCount>4</BandsCount></GDAL_WMTS>'
            edge = 20037508.342789244
            tms = '<GDAL_WMS><Service name="TMS"><ServerUrl>{link.Tms}/2017-01-11/$[z]/$[x]/$[y]/?range=-1,1&amp;style=grey</ServerUrl></Service><DataWindow><UpperLeftX>-%r</UpperLeftX><UpperLeftY>%r</UpperLeftY><LowerRightX>%r</LowerRightX><LowerRightY>-%r</LowerRightY><TileLevel>14</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>bottom</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount></GDAL_WMS>' % (edge, edge, edge, edge)
            tms = tms.replace("[", chr(123)).replace("]", chr(125))
            series = np.fromfile('{values}', dtype='f8').reshape(3, 512, 768).astype('f4')
            for xml, plane in ((wmts, 2), (tms, 1)):
                own.GetRasterBand(1).WriteArray(series[plane])
                tiles = gdal.Open(xml)
                g = tiles.GetGeoTransform()
                column, row = int((1151000 - g[0]) / g[1]), int((g[3] - 5925000) / -g[5])
                bounds = (g[0] + column * g[1], g[3] + (row + 400) * g[5], g[0] + (column + 400) * g[1], g[3] + row * g[5])
                warped = gdal.Warp('', own, format='MEM', dstSRS='EPSG:3857', outputBounds=bounds, width=400, height=400, errorThreshold=0).ReadAsArray()
                drawn = tiles.ReadAsArray(column, row, 400, 400)
                there = np.isfinite(warped)
                grey = np.clip((warped + 1) / 2, 0, 1) * 255
                off = np.abs(drawn[0].astype(float) - grey)[there] > 1.01
                print(int(there.sum()) > 100000, off.mean() < 0.02, (drawn[3][~there] > 0).mean() < 0.1)
            """);

        Assert.Equal("True True True\nTrue True True", said);
    }

    [SkippableFact]
    public async Task The_log_tells_what_was_read_for_a_tile_and_nothing_of_one_that_was_kept()
    {
        var (link, _) = await MakeAsync(GraphMaps.Least);
        var tile = new Uri($"{link.Folder}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=j1&STYLES=grey&CRS=EPSG:32632&BBOX=600200,5196000,602200,5198000&WIDTH=100&HEIGHT=100&FORMAT=image/png&range=-1,1");

        await _server.Client.GetByteArrayAsync(tile);
        await _server.Client.GetByteArrayAsync(tile);

        // Columns 10 to 109 and rows 100 to 199 lie in the first square: three dates and two bands of it.
        var drawn = Assert.Single(_log.Said, line => line.StartsWith("Draw ", StringComparison.Ordinal));
        Assert.EndsWith(": 6 windows, 786432 bytes of 6 files were read.", drawn, StringComparison.Ordinal);
        Assert.Equal(6, _log.Said.Count(line => line.Contains("256 x 256 pixels from column 0, row 0", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task Each_service_names_the_times_and_gives_the_one_asked_for()
    {
        var (link, values) = await MakeAsync(GraphMaps.Series);

        var said = await MapProgram.RunAsync($"""
            import numpy as np, urllib.request, urllib.error
            def get(path):
                try:
                    return urllib.request.urlopen('{link.Folder}' + path).read()
                except urllib.error.HTTPError as e:
                    return e.read()
            for text in ('/wmts/1.0.0/WMTSCapabilities.xml', '/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities', '/wcs?SERVICE=WCS&VERSION=2.0.1&REQUEST=DescribeCoverage&COVERAGEID=j1'):
                print(all(date in get(text).decode() for date in ('2017-01-01', '2017-01-11', '2017-02-01')), end=' ')
            gdal.FileFromMemBuffer('/vsimem/a.tif', get('/wcs?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=j1&SUBSET=E(600000,602000)&SUBSET=N(5198000,5200000)&SUBSET=time(%222017-01-11%22)'))
            own = np.fromfile('{values}', dtype='f8').reshape(3, 512, 768).astype('f4')
            print(np.array_equal(gdal.Open('/vsimem/a.tif').ReadAsArray(), own[1, :100, :100], equal_nan=True))
            a, b, c, d = get('/tms/2017-01-11/14/8662/10615?range=-1,1'), get('/wmts/j1/default/2017-01-11/WebMercatorQuad/14/5768/8662.png?range=-1,1'), get('/xyz/14/8662/5768.png?time=2017-01-11&range=-1,1'), get('/tms/14/8662/10615?range=-1,1')
            print(a == b == c, a != d, len(a) > 1000)
            print(b'InvalidSubsetting' in get('/wcs?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=j1&SUBSET=time(%222019-01-11%22)'), b'TIME' in get('/wmts/j1/default/2019-01-11/WebMercatorQuad/14/5768/8662.png'))
            """);

        Assert.Equal("True True True True\nTrue True True\nTrue True", said);
    }

    /// <summary>The graph as a layer called j1, and a file with all its cells.</summary>
    private async Task<(LastingMapLink Link, string Values)> MakeAsync(string nodes)
    {
        var values = _maps.PathOf("values.bin");
        await File.WriteAllBytesAsync(values, MemoryMarshal.AsBytes(_maps.Download(nodes).Values.AsSpan()).ToArray());
        await _server.SaveAsync("jobs/j1/map.graph.json", await File.ReadAllTextAsync(_maps.Save(nodes)));
        return (_server.Services.Links.Lasting(_server.Address, "jobs/j1/map.graph.json", "j1"), values);
    }

    private sealed class Lines : ILogger<RenderClient>
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue(formatter(state, exception));
    }
}
