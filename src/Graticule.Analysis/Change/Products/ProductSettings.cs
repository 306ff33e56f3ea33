using System.Text.Json.Nodes;

namespace Graticule.Analysis.Change.Products;

/// <summary>Where a worker finds stored results.</summary>
/// <param name="File">SQLite database; null: none.</param>
/// <param name="Server">PostgreSQL, in place of the file; null: none.</param>
public sealed record ProductSettings(string? File, string? Server)
{
    /// <summary>What a server sends with the orders of the process.</summary>
    public JsonObject Write() => new() { ["changeFile"] = File, ["changeServer"] = Server };

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ProductSettings Read(JsonObject settings) => new(settings["changeFile"]?.GetValue<string>(), settings["changeServer"]?.GetValue<string>());
}
