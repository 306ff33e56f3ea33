using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The processes <c>load_uploaded_files</c> and <c>load_url</c>.</summary>
internal static class FileImport
{
    internal static Cube LoadUploaded(Arguments args)
    {
        var paths = args.Texts("paths");
        return paths.Count == 0
            ? throw args.Wrong("paths", "an array with at least one path")
            : Load(args, [.. paths.Select(path => (path, args.Run.Services.FindFile(path) ?? throw NotFound(path)))]);
    }

    internal static Cube LoadUrl(Arguments args)
    {
        var url = args.Text("url");
        var path = args.Run.Services.FindFile(url) ?? throw NotAtHand(url);
        return Load(args, [(Uri.TryCreate(url, UriKind.Absolute, out var address) ? Path.GetFileName(address.LocalPath) : url, path)]);
    }

    /// <summary>A fault of an address whose content was not brought here.</summary>
    internal static GraphException NotAtHand(string url) =>
        new("ProcessParameterInvalid", $"'{url}' is not at hand: it could not be fetched, or the job was not told of it.") { Parameter = "url" };

    private static Cube Load(Arguments args, IReadOnlyList<(string Name, string Path)> files)
    {
        var name = args.Text("format");
        var format = InputFormats.Find(name) ?? throw Unsuitable(
            $"There is no input format '{name}'; there are: {string.Join(", ", InputFormats.All.Select(known => known.Name))}.");
        try
        {
            return format.IsVector ? Vectors(args, files) : FileCube.Open(files);
        }
        catch (Exception exception) when (exception is RasterFileException or GeoJsonException or GdalException)
        {
            throw Unsuitable($"The files cannot be read as {format.Name}: {exception.Message}");
        }
    }

    /// <summary>The features of all files, in the reference system of the first.</summary>
    private static MemoryCube Vectors(Arguments args, IReadOnlyList<(string Name, string Path)> files)
    {
        var layer = args.Get("options", new ObjectValue(new Dictionary<string, object?>(StringComparer.Ordinal)))["layer"] as string;
        var all = files.Select(file => VectorReader.Read(file.Path, layer)).ToList();
        FeatureCollection features = new([.. all.SelectMany(one => GeometryTransform.To(one, all[0].ReferenceSystem).Features)], all[0].ReferenceSystem);
        return GeoJsonCubes.FromFeatures(features, [], args);
    }

    private static GraphException NotFound(string path) => new("FileNotFound", $"There is no file '{path}' among the uploaded files.") { Parameter = "paths" };

    private static GraphException Unsuitable(string message) => new("FormatUnsuitable", message) { Parameter = "format" };
}
