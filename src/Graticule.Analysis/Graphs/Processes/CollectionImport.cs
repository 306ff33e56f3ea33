using System.Globalization;
using Graticule.Raster.Catalog;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>load_collection</c>, and what it has in common with <c>load_stac</c>.</summary>
internal static class CollectionImport
{
    private const int MostNamed = 8;

    internal static Cube Load(Arguments args)
    {
        var id = args.Text("id");
        return Open(args, args.Run.Services.Collections?.Find(id) ?? throw NotFound(args, id));
    }

    /// <summary>The part of a collection that the arguments ask for.</summary>
    /// <exception cref="GraphException"><c>NoDataAvailable</c>, <c>TemporalExtentEmpty</c>, or an argument is wrong.</exception>
    internal static Cube Open(Arguments args, Collection collection)
    {
        var bands = BandsOf(args, collection);
        var inTime = args["temporal_extent"] is { } time ? Intervals.Read(args, "temporal_extent", time) : _ => true;
        var condition = PropertyConditions.Read(args, "properties");
        var own = collection.Grid ?? throw new GraphException(GraphCodes.Internal, $"The index of the collection '{collection.Id}' names no grid; it has to be scanned again.");
        try
        {
            var area = LoadedArea.Read(args, "spatial_extent", CollectionCube.Coarser(own, args.Run.Services.Coarsening));
            if (area.Window is not { Width: > 0, Height: > 0 } window)
            {
                throw Nothing(collection, "no pixel of it lies in the spatial extent");
            }

            var items = area.Degrees is { } box ? collection.Items(box, null, int.MaxValue, 0).Items : collection.AllItems;
            List<CollectionItem> chosen = [.. items.Where(item => inTime(item.Time) && condition(item))];
            var cube = CollectionCube.Open(collection, chosen, bands, area.Grid, window);
            return area.Mask(cube ?? throw Nothing(collection, $"{chosen.Count} of its items lie in that time, near there, and fulfil the conditions, but none has pixels there"));
        }
        catch (Exception exception) when (exception is RasterFileException or GdalException)
        {
            throw new GraphException(GraphCodes.Internal, exception.Message);
        }
    }

    private static IReadOnlyList<CollectionBand> BandsOf(Arguments args, Collection collection)
    {
        if (args["bands"] is null)
        {
            return collection.Bands;
        }

        var names = args.Texts("bands");
        return names.Count == 0
            ? throw args.Wrong("bands", "an array with the names of bands, or null for all")
            : [.. names.SelectMany(name => Find(args, collection, name)).DistinctBy(band => band.Name, StringComparer.Ordinal)];
    }

    /// <summary>A band by its name, or by another name of it, or all bands of a common name.</summary>
    private static List<CollectionBand> Find(Arguments args, Collection collection, string name)
    {
        Func<CollectionBand, bool>[] ways =
            [band => band.Name == name, band => band.Aliases.Contains(name, StringComparer.Ordinal), band => band.CommonName == name];
        var found = ways.Select(way => collection.Bands.Where(way).ToList()).FirstOrDefault(bands => bands.Count > 0);
        var known = collection.Bands.Select(band => band.CommonName is null ? band.Name : $"{band.Name} ({band.CommonName})");
        return found ?? throw args.Wrong("bands", $"made of names of bands of '{collection.Id}': {string.Join(", ", known)} ('{name}' is none)");
    }

    private static GraphException Nothing(Collection collection, string why) => new(
        "NoDataAvailable",
        $"'{collection.Id}' has nothing there: {why}. It reaches from {Text(collection.Interval.Start)} to {Text(collection.Interval.End)}, "
        + string.Create(CultureInfo.InvariantCulture, $"between {collection.Bbox[0]:0.###} and {collection.Bbox[2]:0.###} degrees east, {collection.Bbox[1]:0.###} and {collection.Bbox[3]:0.###} degrees north."));

    private static string Text(DateTimeOffset? time) => time is null ? "…" : string.Create(CultureInfo.InvariantCulture, $"{time.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private static GraphException NotFound(Arguments args, string id)
    {
        var all = args.Run.Services.Collections?.List().Select(collection => collection.Id).ToList() ?? [];
        var more = all.Count > MostNamed ? ", …" : "";
        var some = all.Count == 0 ? "there are no collections here" : $"there are: {string.Join(", ", all.Take(MostNamed))}{more}";
        return new("CollectionNotFound", $"There is no collection '{id}'; {some}.") { Parameter = "id" };
    }
}
