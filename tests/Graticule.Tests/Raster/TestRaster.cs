using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster;

/// <summary>Small rasters made and read through GDAL, in a folder that is gone afterwards.</summary>
internal sealed class TestRaster : IDisposable
{
    private const string Utm32 =
        """PROJCS["WGS 84 / UTM zone 32N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","32632"]]""";

    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-raster-").FullName;

    internal static Georeference Place { get; } = new([500_000, 10, 0, 4_600_000, 0, -20], Utm32);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes bands of equal length, row by row, as one GeoTIFF and gives its path.</summary>
    public string Write(string name, int width, PixelType type, double? noData, params double[][] bands)
    {
        var height = bands[0].Length / width;
        var path = PathOf(name);
        using var writer = new GeoTiffWriter(
            path, new GeoTiffLayout(width, height, bands.Length, type, noData, Place, Compression.None, 1));
        var (blockWidth, blockHeight) = writer.Layout.Block;
        var grid = new WindowGrid(width, height, blockWidth, blockHeight);
        var block = new byte[blockWidth * blockHeight * type.Size()];
        for (var band = 0; band < bands.Length; band++)
        {
            for (var i = 0; i < grid.Count; i++)
            {
                var window = grid[i];
                for (var row = 0; row < window.Height; row++)
                {
                    var line = bands[band].AsSpan(((window.Row + row) * width) + window.Column, window.Width);
                    Samples.Narrow(type, line, block.AsSpan(row * blockWidth * type.Size()));
                }

                writer.Write(band + 1, i % grid.Across, i / grid.Across, block);
            }
        }

        writer.Finish();
        return path;
    }

    public static double[] Read(string path, int band = 1)
    {
        using var file = RasterFile.Open(path);
        var values = new double[file.Info.Width * file.Info.Height];
        file.Read(band, new Window(0, 0, file.Info.Width, file.Info.Height), PixelType.Float64, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
