namespace Graticule.Analysis.Graphs.Processes;

internal static class Imports
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("load_collection", CollectionImport.Load),
        new("load_stac", StacImport.Load),
        new("load_uploaded_files", FileImport.LoadUploaded),
        new("load_url", FileImport.LoadUrl),
    ];
}
