using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/process_graphs</c>: the caller's own processes.</summary>
internal sealed partial class UserProcessPages(UserProcesses processes, ProcessPages predefined, OpenEoOptions options)
{
    /// <summary>What lists tell of a process.</summary>
    private static readonly string[] Summary = ["id", "summary", "description", "categories", "parameters", "returns", "deprecated", "experimental", "exceptions", "links"];

    public Task ListAsync(HttpContext context)
    {
        var limit = QueryValues.Limit(context.Request);
        var found = processes.List(context.Caller().Subject, QueryValues.Text(context.Request, "after"), (limit ?? int.MaxValue - 1) + 1);
        var page = found.Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray();
        if (page.Count < found.Count)
        {
            links.Add(Wire.Link($"{Root.Of(context).Url}/process_graphs?limit={limit}&after={Uri.EscapeDataString(page[^1].Id)}", "next"));
        }

        var list = page.Select(document => new JsonObject(Summary
            .Where(member => document.Content[member] is not null)
            .Select(member => KeyValuePair.Create(member, document.Content[member]?.DeepClone()))));
        return Wire.SendAsync(context, new JsonObject { ["processes"] = new JsonArray([.. list]), ["links"] = links });
    }

    public Task ShowAsync(HttpContext context)
    {
        var id = Id(context);
        return Wire.SendAsync(context, processes.Find(context.Caller().Subject, id) ?? throw Errors.ProcessGraphNotFound(id));
    }

    /// <summary>The id in the path holds, whatever the body says.</summary>
    public async Task PutAsync(HttpContext context)
    {
        var id = Id(context);
        if (!IdRule().IsMatch(id))
        {
            throw Errors.New("ProcessInvalid", $"'{id}' cannot be the id of a process; one has letters, digits, '_' and '-', at most 200.");
        }

        if (predefined.Contains(id))
        {
            throw Errors.New("PredefinedProcessExists", $"There is a predefined process '{id}'; store yours under another id.");
        }

        var process = JobRequest.ReadProcess(await RequestBody.ReadAsync(context, options.MaxRequestLength));
        process["id"] = id;
        await processes.PutAsync(context.Caller().Subject, id, process, context.RequestAborted);
        await Wire.SendAsync(context, body: [], StatusCodes.Status200OK, Words.Json);
    }

    public async Task DeleteAsync(HttpContext context)
    {
        var id = Id(context);
        if (!await processes.DeleteAsync(context.Caller().Subject, id, context.RequestAborted))
        {
            throw Errors.ProcessGraphNotFound(id);
        }

        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["processGraphId"]!;

    /// <summary>The API has no hyphens; clients that make up ids use them.</summary>
    [GeneratedRegex(@"^[\w-]{1,200}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdRule();
}
