using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/processes</c> and <c>/processes/{processID}</c>.</summary>
internal sealed class ProcessPages(ProcessCatalog catalog)
{
    /// <summary>The process that the path names.</summary>
    /// <exception cref="OgcException">There is none.</exception>
    public ProcessDescription Find(HttpContext context)
    {
        var id = IdOf(context);
        try
        {
            return catalog.Describe(context.Caller().Subject, id);
        }
        catch (ProblemException exception)
        {
            throw Errors.NoSuchProcess(exception.Message);
        }
    }

    public static string IdOf(HttpContext context) => (string)context.Request.RouteValues["processId"]!;

    /// <summary>Finds processes as this caller means them; null when there is none.</summary>
    public Func<string, ProcessDescription?> Finder(HttpContext context)
    {
        var owner = context.Caller().Subject;
        return id => catalog.Find(owner, id)?.Description;
    }

    public Task ListAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var limit = QueryValues.Limit(context.Request);
        var offset = QueryValues.Offset(context.Request);
        var found = catalog.List(context.Caller().Subject, offset, limit);
        var page = new Page(Root.Of(context.Request), found.Processes, limit, offset, found.HasMore);
        return Negotiation.WantsHtml(context.Request)
            ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlProcesses.WriteList(page.Root, page.Processes, page.Next, page.Previous))
            : Wire.SendJsonAsync(context, StatusCodes.Status200OK, page, WritePage);
    }

    public Task DescribeAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var process = Find(context);
        var root = Root.Of(context.Request);
        return Negotiation.WantsHtml(context.Request)
            ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlProcesses.WriteOne(root, process))
            : Wire.SendJsonAsync(context, StatusCodes.Status200OK, (process, root), static (writer, one) => ProcessJson.WriteDescription(writer, one.process, one.root));
    }

    /// <summary>The ids alone, for forms that offer them.</summary>
    public Task ListIdsAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        return Wire.SendJsonAsync(context, StatusCodes.Status200OK, catalog.ListIds(context.Caller().Subject, QueryValues.MaxLimit), static (writer, all) =>
        {
            writer.WriteStartArray();
            foreach (var id in all)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        });
    }

    private static void WritePage(Utf8JsonWriter writer, Page page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("processes");
        foreach (var process in page.Processes)
        {
            ProcessJson.WriteSummary(writer, process, page.Root);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("links");
        writer.WriteSelf(page.Address(page.Offset));
        if (page.Next is { } next)
        {
            writer.WriteLink(next, "next", Words.Json, "Next page");
        }

        if (page.Previous is { } previous)
        {
            writer.WriteLink(previous, "prev", Words.Json, "Page before");
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Page(Root Root, IReadOnlyList<ProcessDescription> Processes, int Limit, int Offset, bool HasMore)
    {
        public string? Next => HasMore ? Address(Offset + Limit) : null;

        public string? Previous => Offset > 0 ? Address(Math.Max(0, Offset - Limit)) : null;

        public string Address(int offset) => $"{Root.Processes}?limit={Limit}&offset={offset}";
    }
}
