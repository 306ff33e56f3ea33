using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Data of the server.</summary>
internal static class Loading
{
    public static IReadOnlyList<EarlyProcess> All { get; } =
    [
        new("get_collection", "Takes a collection of the server.",
        [
            new("name", "Name of the collection."),
            new("spatial_extent", "A box with west, south, east, north and crs.") { IsRequired = false },
            new("temporal_extent", "From and to: dates or instants; one of them may be null.") { IsRequired = false },
            new("bands", "Names of bands.") { IsRequired = false },
        ],
        GetCollection),
        new("get_data", "The same as get_collection.", [new("data_id", "Name of the collection.")], GetCollection),
    ];

    /// <summary>All of a collection.</summary>
    /// <exception cref="EarlyGraphException">There is none of that name.</exception>
    public static EarlyImage Load(string name, ProcessCall call)
    {
        var collection = Find(name, call);
        var arguments = new JsonObject { ["id"] = collection.Id, ["spatial_extent"] = null, ["temporal_extent"] = null };
        return new(call.Translation.Writer.Add("load_collection", arguments))
        {
            Time = collection.TimeDimension,
            BandDimension = collection.BandDimension,
            Bands = collection.Bands,
        };
    }

    private static EarlyCollection Find(string name, ProcessCall call)
    {
        var collection = call.Translation.World.Collection(name)
            ?? throw new EarlyGraphException($"There are no data '{name}' here.", call.Process, call.Process == "product_id" ? "product_id" : "name");
        if (!string.Equals(collection.Id, name, StringComparison.Ordinal))
        {
            call.Translation.Remark($"'{name}' is the data '{collection.Id}' here.");
        }

        return collection;
    }

    private static EarlyImage GetCollection(ProcessCall call)
    {
        call.Allow("name", "data_id", "spatial_extent", "temporal_extent", "bands");
        var image = Load(call.OptionalText("name") ?? call.OptionalText("data_id") ?? throw call.Missing("name", "the name of a collection"), call);
        image = call["spatial_extent"] is null ? image : BoxFilters.Filter(image, call, "spatial_extent");
        image = call["temporal_extent"] is null ? image : DateFilters.Filter(image, call, "temporal_extent");
        return call["bands"] is null ? image : BandFilters.Choose(image, call, "bands");
    }
}
