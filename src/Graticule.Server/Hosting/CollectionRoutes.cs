using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Graticule.Server.Hosting;

/// <summary>
/// Data that lies below <c>collections/</c> in the file store, for every caller: <c>/collections</c> lists the collections,
/// <c>/collections/{collection}</c> is one's <c>collection.json</c> (a STAC collection), <c>/collections/{collection}/{file}</c> is a file,
/// with byte ranges, so that GDAL and browsers read parts of it.
/// </summary>
internal static class CollectionRoutes
{
    private const string Prefix = "collections/";
    private const string Description = "collection.json";

    public static void Map(IEndpointRouteBuilder routes, IFileStore files)
    {
        routes.MapMethods("/collections", ["GET", "HEAD"], context => ListAsync(context, files));
        routes.MapMethods("/collections/{collection}", ["GET", "HEAD"], context => SendAsync(context, files, Description));
        routes.MapMethods("/collections/{collection}/{file}", ["GET", "HEAD"], context => SendAsync(context, files, (string)context.Request.RouteValues["file"]!));
    }

    private static async Task ListAsync(HttpContext context, IFileStore files)
    {
        context.Caller().Require(Scopes.Read);
        JsonArray found = [];
        await foreach (var file in files.ListAsync(Prefix, context.RequestAborted))
        {
            if (file.Key.Split('/') is [_, _, Description] && await ReadAsync(files, file.Key, context.RequestAborted) is { } description)
            {
                found.Add(description);
            }
        }

        await Results.Json(new JsonObject { ["collections"] = found, ["links"] = new JsonArray() }).ExecuteAsync(context);
    }

    private static async Task<JsonNode?> ReadAsync(IFileStore files, string key, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(key, cancellationToken);
        try
        {
            return stream is null ? null : await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task SendAsync(HttpContext context, IFileStore files, string file)
    {
        context.Caller().Require(Scopes.Read);
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return (Find(files, $"{Prefix}{context.Request.RouteValues["collection"]}/{file}") is { } path
            ? Answer(path, file)
            : Results.Problem($"There is no file '{file}' in a collection of that name.", statusCode: StatusCodes.Status404NotFound)).ExecuteAsync(context);
    }

    /// <summary>Null also for a key that cannot be one.</summary>
    private static string? Find(IFileStore files, string key)
    {
        try
        {
            return files.FindPath(key);
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private static PhysicalFileHttpResult Answer(string path, string name)
    {
        var info = new FileInfo(path);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{info.LastWriteTimeUtc.Ticks:x}-{info.Length:x}\"");
        return TypedResults.PhysicalFile(
            path, MediaTypeOf(name), lastModified: new(info.LastWriteTimeUtc), entityTag: new(tag), enableRangeProcessing: true);
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".geojson" => "application/geo+json",
        ".tif" or ".tiff" => "image/tiff; application=geotiff",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".nc" => "application/netcdf",
        ".gpkg" => "application/geopackage+sqlite3",
        ".txt" or ".md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
