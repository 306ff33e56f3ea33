using System.Collections.Concurrent;
using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Maps;

/// <summary>
/// Finds the file that the parameter <c>map</c> stands for: <c>collections/{collection}/{file}</c> for callers who may read, or a signed
/// token for everybody. What was found is looked at again after a second.
/// </summary>
/// <param name="files">Where files are.</param>
/// <param name="key">Signs tokens.</param>
/// <param name="clock">Time.</param>
/// <param name="stateOf">A text that stands for all that a file's pixels depend on; null for a file that depends on nothing else.</param>
internal sealed class MapSources(IFileStore files, MapKey key, TimeProvider clock, Func<string, string?> stateOf)
{
    public const string Parameter = "map";

    private const string Prefix = "collections/";
    private const int MostRemembered = 1000;

    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <exception cref="MapFaultException">The parameter is missing, stands for nothing, or has expired.</exception>
    /// <exception cref="ProblemException">Forbidden.</exception>
    public MapSource Find(HttpContext context)
    {
        if (NameOf(context) is not { Length: > 0 } map)
        {
            throw new MapFaultException(
                "MissingParameterValue", "The parameter 'map' must say which file is meant: collections/{collection}/{file}, or what a result's link has there.", Parameter);
        }

        var source = Find(map);
        if (!source.IsPublic)
        {
            RequireRead(context);
        }

        return source;
    }

    /// <summary>The file, whoever asks.</summary>
    /// <exception cref="MapFaultException">The text stands for nothing, or has expired.</exception>
    public MapSource Find(string map)
    {
        if (!_known.TryGetValue(map, out var known) || clock.GetElapsedTime(known.At) > RememberFor)
        {
            known = Look(map);
            Remember(map, known);
        }

        return known.Source;
    }

    /// <summary>From the path, or from the parameter.</summary>
    private static string? NameOf(HttpContext context) =>
        context.Request.RouteValues[Parameter] as string ?? (context.Request.Query[Parameter] is [var map] ? map : null);

    private static void RequireRead(HttpContext context)
    {
        var caller = context.Caller();
        if (caller.Scopes == Scopes.None)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"graticule\"";
            throw new MapFaultException(
                code: null, "Files of collections are read with an API key; send it as 'Authorization: Bearer KEY'.", Parameter, StatusCodes.Status401Unauthorized);
        }

        caller.Require(Scopes.Read);
    }

    private Known Look(string map) => map.StartsWith(Prefix, StringComparison.Ordinal) ? LookInCollections(map) : LookByToken(map);

    private Known LookInCollections(string map)
    {
        var name = map[(map.LastIndexOf('/') + 1)..];
        return map.Count(letter => letter == '/') == 2 && FindPath(map) is { } path
            ? Make(map, map, path, Path.GetFileNameWithoutExtension(name), isPublic: false)
            : throw Nothing($"There is no file '{MapQuery.Short(map)}'; /collections lists what there is.");
    }

    private Known LookByToken(string map)
    {
        if (key.Read(map) is not { } token)
        {
            throw Nothing("The parameter 'map' stands for no file of this server; a result's link has to be used as it is, and a registered file is collections/{collection}/{file}.");
        }

        if (token.ExpiresAt < clock.GetUtcNow())
        {
            throw new MapFaultException(
                code: null,
                string.Create(CultureInfo.InvariantCulture, $"This link expired at {token.ExpiresAt:yyyy-MM-dd HH:mm} UTC; the job's results have a new one, as long as the job is kept."),
                Parameter,
                StatusCodes.Status410Gone);
        }

        return FindPath(token.FileKey) is { } path
            ? Make(map, token.FileKey, path, token.Layer, isPublic: true)
            : throw new MapFaultException(
                code: null, "What this link shows is gone: its job or its service was removed, cancelled or switched off.", Parameter, StatusCodes.Status410Gone);
    }

    private Known Make(string map, string fileKey, string path, string layer, bool isPublic)
    {
        var info = new FileInfo(path);
        var identity = stateOf(path) ?? string.Create(CultureInfo.InvariantCulture, $"{fileKey}|{info.LastWriteTimeUtc.Ticks:x}|{info.Length:x}");

        // Names of layers are told in lists that a comma divides.
        return new(new(map, path, layer.Replace(',', '_'), identity, isPublic), clock.GetTimestamp());
    }

    /// <summary>Null also for a key that cannot be one.</summary>
    private string? FindPath(string fileKey)
    {
        try
        {
            return files.FindPath(fileKey);
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private void Remember(string map, Known known)
    {
        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[map] = known;
    }

    private static MapFaultException Nothing(string message) => new(code: null, message, Parameter, StatusCodes.Status404NotFound);

    private sealed record Known(MapSource Source, long At);
}
