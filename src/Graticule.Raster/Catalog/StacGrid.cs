using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog;

/// <summary>Grids as STAC writes them: by the projection extension in assets and items, by the datacube extension in collections.</summary>
internal static class StacGrid
{
    /// <summary>From <c>proj:transform</c>, <c>proj:shape</c> and <c>proj:code</c> (<c>proj:epsg</c>, <c>proj:wkt2</c>) of an asset, or else of its item.</summary>
    internal static Grid? Read(JsonObject asset, JsonObject? properties)
    {
        var shape = Member("proj:shape").Numbers();
        var transform = Member("proj:transform").Numbers();
        return shape is [var height, var width] && transform is [var a, 0, var c, 0, var e, var f, ..]
            ? new(c, f, a, e, (int)width, (int)height, ReferenceSystem(Member))
            : null;

        JsonNode? Member(string name) => asset[name] ?? properties?[name];
    }

    internal static void Write(Grid grid, JsonObject asset)
    {
        asset[grid.ReferenceSystem?.Contains('[', StringComparison.Ordinal) == true ? "proj:wkt2" : "proj:code"] = grid.ReferenceSystem;
        asset["proj:shape"] = new JsonArray(grid.Height, grid.Width);
        asset["proj:transform"] = new JsonArray(grid.StepX, 0, grid.Left, 0, grid.StepY, grid.Top);
    }

    /// <summary>From <c>x</c> and <c>y</c> of <c>cube:dimensions</c>: their extents are the outer edges of the cells.</summary>
    internal static Grid? OfDimensions(JsonNode? dimensions)
    {
        var (x, y) = (dimensions?["x"], dimensions?["y"]);
        return x?["extent"].Numbers() is [var left, var right] && y?["extent"].Numbers() is [var bottom, var top]
            && x["step"].Number() is { } stepX && y["step"].Number() is { } stepY && stepX > 0 && stepY > 0
            ? new(left, top, stepX, -stepY, (int)Math.Round((right - left) / stepX), (int)Math.Round((top - bottom) / stepY), System(x["reference_system"]))
            : null;
    }

    internal static JsonObject ToDimension(Grid grid, SpatialAxis axis) => new()
    {
        ["type"] = "spatial",
        ["axis"] = axis == SpatialAxis.X ? "x" : "y",
        ["extent"] = axis == SpatialAxis.X ? new JsonArray(grid.Left, grid.Right) : new JsonArray(grid.Bottom, grid.Top),
        ["step"] = axis == SpatialAxis.X ? grid.StepX : -grid.StepY,
        ["reference_system"] = ToJson(grid.ReferenceSystem),
    };

    private static JsonNode? ToJson(string? system) =>
        system is not null && system.StartsWith("EPSG:", StringComparison.Ordinal) && int.TryParse(system.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : system;

    private static string? System(JsonNode? node) => node.Integer() is { } code ? $"EPSG:{code}" : node.Text();

    private static string? ReferenceSystem(Func<string, JsonNode?> member) =>
        member("proj:code").Text() ?? (member("proj:epsg").Integer() is { } code ? $"EPSG:{code}" : member("proj:wkt2").Text());
}
