using Graticule.Raster.Catalog;
using Graticule.Raster.Catalog.Demo;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Catalog;

/// <summary>A folder of small images that is gone afterwards.</summary>
internal sealed class CollectionFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("graticule-catalog-").FullName;

    /// <summary>20 m cells in UTM zone 32, 60 columns and 50 rows.</summary>
    internal static Grid Utm { get; } = new(600_000, 5_200_000, 20, -20, 60, 50, "EPSG:32632");

    internal string Write(string name, Grid grid, PixelType type, double noData, Func<double, double, double> sample)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        DemoImage.Write(path, grid, type, noData, sample);
        return path;
    }

    internal Collection Scan(Func<CollectionScanRequest, CollectionScanRequest>? with = null)
    {
        CollectionScanRequest request = new(Path) { Id = "test" };
        return CollectionScan.Run(with is null ? request : with(request), CancellationToken.None).Collection;
    }

    /// <summary>All items and bands of a collection.</summary>
    internal static MemoryCube Read(Collection collection) => Read(Open(collection));

    internal static MemoryCube Read(Cube cube) => CubeWalk.ToMemory(cube, new(2, 16 << 20), CancellationToken.None);

    internal static Cube Open(Collection collection) => CollectionCube.Open(
        collection, collection.AllItems, collection.Bands, collection.Grid!, new(0, 0, collection.Grid!.Width, collection.Grid.Height))!;

    internal static double At(MemoryCube cube, int plane, int column, int row) => cube.Values[(((plane * cube.Shape.Height) + row) * cube.Shape.Width) + column];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
