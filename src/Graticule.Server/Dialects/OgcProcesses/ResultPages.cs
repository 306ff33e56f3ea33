using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/jobs/{jobID}/results</c> and single outputs below it.</summary>
internal sealed class ResultPages(JobPages jobs, Results results, ProcessCatalog catalog, IFileStore files)
{
    private readonly OutputContent _content = new(files);
    private readonly FolderPages _folders = new(files);

    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        var preferences = Preferences.Read(context.Request.Headers["Prefer"]);
        var names = Names(context.Request, job);
        var kept = Presentation.Of(job.Spec);
        var presentation = names is null ? kept.Or(preferences.Return) : Presentation.Default.Or(preferences.Return);
        if (WantsPage(context.Request))
        {
            Results.RequireSuccess(job);
            await Html.SendAsync(context, StatusCodes.Status200OK, HtmlResults.Write(Root.Of(context.Request), job));
            return;
        }

        if (!presentation.IsVersion1 && (preferences with { Wait = null }).Applied(isAsync: false, isReturnApplied: true) is { } applied)
        {
            context.Response.Headers["Preference-Applied"] = applied;
        }

        await results.SendAsync(context, job, presentation, names);
    }

    /// <summary>One output, or one of the values of an output (2.0).</summary>
    public async Task ShowOutputAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        Results.RequireSuccess(job);
        var name = (string)context.Request.RouteValues["output"]!;
        var items = ResultSet.ItemsOf(job, name);
        var place = (string?)context.Request.RouteValues["index"];
        if (items.Count == 0)
        {
            throw Errors.NoSuchOutput(404, $"Job '{job.Id}' has no output '{name}'; it has: {string.Join(", ", job.Outputs.Select(output => output.Name).Distinct(StringComparer.Ordinal))}.");
        }

        if (place is null && items.Count > 1)
        {
            await results.SendAsync(context, job, Presentation.Default, [name]);
            return;
        }

        var index = 0;
        if (place is not null && !(int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < items.Count))
        {
            throw Errors.NoSuchOutput(404, $"The output '{name}' has {items.Count} values, counted from 0; there is no '{place}'.");
        }

        await SendAsync(context, job, items[index]);
    }

    /// <summary>One file of an output that is a folder, or the list of its files.</summary>
    public async Task ShowFolderAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        Results.RequireSuccess(job);
        var name = (string)context.Request.RouteValues["output"]!;
        var items = ResultSet.ItemsOf(job, name);
        var index = context.Request.RouteValues["index"] is string place ? int.Parse(place, CultureInfo.InvariantCulture) : 0;
        if (index >= items.Count)
        {
            throw Errors.NoSuchOutput(404, $"Job '{job.Id}' has no output '{name}' with a value {index}, counted from 0.");
        }

        await _folders.ShowAsync(context, job, items[index], (string?)context.Request.RouteValues["path"]);
    }

    private Task SendAsync(HttpContext context, Job job, JobOutput output)
    {
        if (output.FolderKey is not null && Negotiation.Format(context.Request) is { } format)
        {
            return format switch
            {
                "zip" => _folders.SendZipAsync(context, output),
                "html" or "json" => _folders.ShowAsync(context, job, output, path: null),
                _ => throw Errors.InvalidQuery("f", "must be 'zip', 'html' or 'json'."),
            };
        }

        // A file comes as it is: pictures and maps are asked for by clients whose Accept says something else.
        if (output.FileKey is not null)
        {
            return _content.SendAsync(context, job, output);
        }

        var mediaType = Negotiation.Accept(context.Request).Best(output.MediaType, Words.Json, Words.Html) switch
        {
            null => throw Errors.NotAcceptable($"The output '{output.Name}' is there as {output.MediaType} and as {Words.Json}."),
            Words.Html => output.MediaType,
            var best => best,
        };
        return _content.SendAsync(context, job, output, mediaType);
    }

    /// <summary>The outputs that the query names; null: all that the job was asked for.</summary>
    private IReadOnlyList<string>? Names(HttpRequest request, Job job)
    {
        var names = QueryValues.List(request, "outputs");
        if (names.Count == 0)
        {
            return null;
        }

        var known = catalog.Of(job.Spec)?.Description.Outputs.Select(output => output.Name) ?? job.Outputs.Select(output => output.Name);
        var asked = known.Where(name => job.Spec.Outputs?.ContainsKey(name) != false).Distinct(StringComparer.Ordinal).ToList();
        return names.FirstOrDefault(name => !asked.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw Errors.NoSuchOutput(400, $"The query parameter 'outputs' names '{unknown}'; job '{job.Id}' has: {string.Join(", ", asked)}.")
            : names;
    }

    private static bool WantsPage(HttpRequest request) => Negotiation.Format(request) switch
    {
        "html" => true,
        "json" => false,
        null => Negotiation.Accept(request).Best(Words.Json, Words.Multipart, Words.Html) == Words.Html,
        _ => throw Errors.InvalidQuery("f", "must be 'json' or 'html'."),
    };
}
