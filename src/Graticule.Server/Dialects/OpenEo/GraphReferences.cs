using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// What a process graph refers to by text constants, and so must be at hand when it runs: the caller's files, addresses in the web, and the
/// caller's stored processes, with what those refer to in turn.
/// </summary>
internal sealed class GraphReferences(Caller caller, UserProcesses stored, UserFiles files)
{
    /// <summary>Files of these are taken of a folder where geometries are asked for; others, such as scripts, are left there.</summary>
    private static readonly string[] VectorExtensions = [".geojson", ".json", ".gpkg", ".fgb"];

    private readonly Dictionary<string, JsonObject> _processes = new(StringComparer.Ordinal);

    private readonly Dictionary<string, InputReference> _files = new(StringComparer.Ordinal);

    /// <summary>Stored processes by id: graph and parameters.</summary>
    public IReadOnlyDictionary<string, JsonObject> Processes => _processes;

    /// <summary>As the graphs write them, and where they are.</summary>
    public IReadOnlyDictionary<string, InputReference> Files => _files;

    /// <summary>Follows one graph, its callbacks included, and puts the files of folders into it in the place of these.</summary>
    /// <exception cref="OpenEoException">FileNotFound.</exception>
    public async Task FollowAsync(JsonObject graph, CancellationToken cancellationToken)
    {
        foreach (var (_, node) in graph)
        {
            if (node is not JsonObject members || Text(members["process_id"]) is not { } process)
            {
                continue;
            }

            var arguments = members["arguments"] as JsonObject ?? [];
            await TakeAsync(process, arguments, cancellationToken);
            await FollowValueAsync(arguments, cancellationToken);
            if (Text(members["namespace"]) is null or "user" && !_processes.ContainsKey(process) && stored.Find(caller.Subject, process) is { } own)
            {
                var kept = Kept(own);
                _processes[process] = kept;
                await FollowAsync(kept["process_graph"]!.AsObject(), cancellationToken);
            }
        }
    }

    /// <summary>Graph and parameters, copied.</summary>
    public static JsonObject Kept(JsonObject process)
    {
        var kept = new JsonObject { ["process_graph"] = process["process_graph"]!.DeepClone() };
        if (process["parameters"] is { } parameters)
        {
            kept["parameters"] = parameters.DeepClone();
        }

        return kept;
    }

    private async Task FollowValueAsync(JsonNode? value, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case JsonObject members when members["process_graph"] is JsonObject graph:
                await FollowAsync(graph, cancellationToken);
                break;
            case JsonObject members when GeoJsonLiteral.Is(members):
                break;
            case JsonObject members:
                foreach (var (_, member) in members)
                {
                    await FollowValueAsync(member, cancellationToken);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    await FollowValueAsync(item, cancellationToken);
                }

                break;
            default:
                break;
        }
    }

    private async Task TakeAsync(string process, JsonObject arguments, CancellationToken cancellationToken)
    {
        switch (process)
        {
            case "load_uploaded_files" when arguments["paths"] is JsonArray paths:
                var isVector = Text(arguments["format"]) is { } format && InputFormats.Find(format) is { IsVector: true };
                arguments["paths"] = await TakeFilesAsync(paths, isVector, cancellationToken);
                break;
            case "load_url" or "load_stac" when Text(arguments["url"]) is { } url:
                TakeAddress(url);
                break;
            case "run_udf" when Text(arguments["udf"]) is { } code && !code.Contains('\n', StringComparison.Ordinal):
                TakeCode(code);
                break;
            default:
                break;
        }
    }

    /// <summary>The paths, with all files of a folder in its place.</summary>
    private async Task<JsonArray> TakeFilesAsync(JsonArray paths, bool isVector, CancellationToken cancellationToken)
    {
        JsonArray taken = [];
        foreach (var item in paths)
        {
            if (Text(item) is not { } path)
            {
                taken.Add(item?.DeepClone());
                continue;
            }

            if (files.Find(caller, path) is { } key)
            {
                _files[path] = new(Href: null, key, MediaType: null);
                taken.Add(path);
                continue;
            }

            foreach (var file in await FindInsideAsync(path, isVector, cancellationToken))
            {
                _files[file.Path] = new(Href: null, files.Key(caller, file.Path), MediaType: null);
                taken.Add(file.Path);
            }
        }

        return taken;
    }

    private async Task<IReadOnlyList<UserFile>> FindInsideAsync(string path, bool isVector, CancellationToken cancellationToken)
    {
        var folder = UserFiles.Plain(path).TrimEnd('/');
        var inside = await files.ListAsync(caller, folder.Length == 0 ? "" : folder + "/", cancellationToken);
        List<UserFile> taken = [.. inside.Where(file => !isVector || VectorExtensions.Contains(Path.GetExtension(file.Path), StringComparer.OrdinalIgnoreCase))];
        return taken.Count > 0 ? taken : throw Errors.FileNotFound(path);
    }

    private void TakeAddress(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            _files[url] = new(address, FileKey: null, MediaType: null);
        }
    }

    /// <summary>The argument is an address, a path, or else the code itself, which needs nothing.</summary>
    private void TakeCode(string code)
    {
        if (files.Find(caller, code) is { } key)
        {
            _files[code] = new(Href: null, key, MediaType: null);
        }
        else
        {
            TakeAddress(code);
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
