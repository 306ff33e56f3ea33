using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>load_stac</c>: STAC documents that were brought here with their files.</summary>
internal static class StacImport
{
    internal static Cube Load(Arguments args)
    {
        var url = args.Text("url");
        var path = args.Run.Services.FindFile(url) ?? throw FileImport.NotAtHand(url);
        var isFolder = Directory.Exists(path);
        var index = Path.Combine(args.Run.Services.Folder is { Length: > 0 } own ? own : Path.GetTempPath(), $"stac-{Guid.NewGuid():N}");
        try
        {
            var report = CollectionScan.Run(
                new(isFolder ? path : Path.GetDirectoryName(path)!) { IndexFolder = index, Id = "stac", Document = isFolder ? null : path },
                args.Run.Services.CancellationToken);
            _ = report.Collection.AllItems;
            return CollectionImport.Open(args, report.Collection);
        }
        catch (CollectionException exception)
        {
            throw new GraphException("NoDataAvailable", $"'{url}' names no rasters that can be read: {exception.Message}") { Parameter = "url" };
        }
        finally
        {
            if (Directory.Exists(index))
            {
                Directory.Delete(index, recursive: true);
            }
        }
    }
}
