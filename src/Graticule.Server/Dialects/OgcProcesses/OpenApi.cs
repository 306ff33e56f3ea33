using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The API definition (OpenAPI 3.0), made from the operations and the processes that there are now.</summary>
internal sealed class OpenApi(ProcessCatalog catalog, SignIn signIn, OgcOptions options)
{
    /// <summary>Processes that have an operation of their own; more would make the document too large to be shown.</summary>
    private const int MostProcesses = 500;

    /// <summary>The document; for a browser, the page to try it on.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var best = Negotiation.Accept(context.Request).Best(Words.OpenApi, Words.Json, Words.Html);
        if (Negotiation.Format(context.Request) is { } format ? WantsPage(format) : best == Words.Html)
        {
            context.Response.Redirect(Root.InteractivePage(context.Request));
            return;
        }

        if (best is null && Negotiation.Format(context.Request) is null)
        {
            throw Errors.NotAcceptable($"The API definition is there as {Words.OpenApi}.");
        }

        var document = Write(Root.Of(context.Request), context.Caller().Subject, await signIn.ListAsync(context.RequestAborted));
        await Wire.SendAsync(context, StatusCodes.Status200OK, Words.OpenApi, Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private static bool WantsPage(string format) => format switch
    {
        "html" => true,
        "json" => false,
        _ => throw Errors.InvalidQuery("f", "must be 'json' or 'html'."),
    };

    private JsonObject Write(Root root, string owner, IReadOnlyList<SignInPlace> places)
    {
        var processes = catalog.List(owner, offset: 0, MostProcesses).Processes;
        JsonObject paths = [];
        foreach (var operation in OpenApiOperations.All)
        {
            Add(paths, operation.Path, operation.Method, operation.Write());
        }

        foreach (var process in processes)
        {
            Add(paths, $"/processes/{process.Id}/execution", "post", OpenApiExecution.Write(root, process));
        }

        var schemes = OpenApiSecurity.Schemes(places, signIn.Options);
        JsonObject document = new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = options.Title, ["description"] = options.Description, ["version"] = "1.0.0" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = root.Url }),
            ["tags"] = new JsonArray([.. OpenApiOperations.All.Select(operation => operation.Tag).Distinct(StringComparer.Ordinal)
                .Select(tag => (JsonNode)new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = OpenApiComponents.Write([.. processes.Select(process => process.Id)], schemes),
        };
        if (options.NeedsKey || places.Count > 0)
        {
            document["security"] = OpenApiSecurity.Requirements(schemes, options.NeedsKey, signIn.Options);
        }

        return document;
    }

    private static void Add(JsonObject paths, string path, string method, JsonObject operation)
    {
        if (paths[path] is not JsonObject item)
        {
            paths[path] = item = [];
        }

        item[method] = operation;
    }
}
