using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Jobs.Access;
using Graticule.Raster.Catalog;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/validation</c>: every fault of a process, without running it.</summary>
internal sealed class ValidationPage(
    ProcessPages predefined, UserProcesses stored, UserFiles files, CollectionCatalog collections, Formats formats, OpenEoOptions options)
{
    public async Task CheckAsync(HttpContext context)
    {
        var process = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        if (process["process_graph"] is null)
        {
            throw Errors.New("ProcessGraphMissing", "The body must be a process: an object with the process graph as its 'process_graph'.");
        }

        var errors = await FindFaultsAsync(context.Caller(), process, context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject { ["errors"] = new JsonArray([.. errors]) });
    }

    /// <summary>Every fault of a process, as the API tells it.</summary>
    public async Task<IReadOnlyList<JsonObject>> FindFaultsAsync(Caller caller, JsonObject process, CancellationToken cancellationToken)
    {
        var own = stored.List(caller.Subject, after: null, int.MaxValue).ToDictionary(document => document.Id, document => Spec(document.Id, document.Content), StringComparer.Ordinal);
        var check = new GraphCheck(new(predefined.Specs, own)) { Names = Names() };
        var errors = check.Check(process).Select(Write).ToList();
        if (errors.Count == 0 && process["process_graph"] is JsonObject graph)
        {
            errors.AddRange(await FindMissingAsync(new(caller, stored, files), graph, cancellationToken));
        }

        return errors;
    }

    private static async Task<IEnumerable<JsonObject>> FindMissingAsync(GraphReferences references, JsonObject graph, CancellationToken cancellationToken)
    {
        try
        {
            await references.FollowAsync(graph, cancellationToken);
            return [];
        }
        catch (OpenEoException exception)
        {
            return [Write(new GraphFault(exception.Error.Code, exception.Error.Message))];
        }
    }

    private KnownNames Names() => new()
    {
        Collections = [.. collections.List().SelectMany(collection => collection.Aliases.Prepend(collection.Id))],
        InputFormats = formats.Input,
        OutputFormats = formats.Output,
        UdfRuntimes = formats.Runtimes,
    };

    private static ProcessSpec Spec(string id, JsonObject process)
    {
        using var document = JsonDocument.Parse(process.ToJsonString());
        return ProcessSpec.Read(id, document.RootElement.Clone());
    }

    private static JsonObject Write(GraphFault fault)
    {
        var error = new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message };
        if (fault.Path.Count > 0)
        {
            var path = fault.Path.Select(place => new JsonObject { ["node_id"] = place.NodeId, ["process_id"] = place.ProcessId }).ToArray();
            if (fault.Parameter is { } parameter)
            {
                path[^1]["parameter"] = parameter;
            }

            error["message"] = $"{fault.Message} (node {string.Join(" > ", fault.Path.Select(place => $"'{place.NodeId}'"))})";
            error["path"] = new JsonArray([.. path]);
        }

        return error;
    }
}
