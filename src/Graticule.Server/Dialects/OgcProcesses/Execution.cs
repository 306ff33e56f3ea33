using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/processes/{processID}/execution</c> and its dry run.</summary>
internal sealed class Execution(JobEngine engine, ProcessPages processes, InputFiles files, Results results, OgcOptions options)
{
    public async Task PostAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var process = processes.Find(context);
        await RunAsync(context, process, body, QueryValues.Flag(context.Request, "dry-run"));
    }

    /// <summary>Execution by key and value (2.0, class kvp-execute).</summary>
    public Task GetAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        var process = processes.Find(context);
        return RunAsync(context, process, KeyValueRequest.Read(process, context.Request), isDryRun: false);
    }

    /// <summary>Everything that is wrong with a request, without running it.</summary>
    public async Task ValidateAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        await RunAsync(context, processes.Find(context), body, isDryRun: true);
    }

    private async Task RunAsync(HttpContext context, ProcessDescription process, JsonElement body, bool isDryRun)
    {
        var preferences = Preferences.Read(context.Request.Headers["Prefer"]);
        var reader = new ExecuteReader(process, Root.Of(context.Request), preferences, processes.Finder(context));
        var request = Negotiated(context, process, reader.Read(body, ResponseParameter(context.Request)), preferences);
        if (request.Pending.Count > 0)
        {
            await files.ResolveAsync(context.Caller(), request, isDryRun || request.Faults.Count > 0, context.RequestAborted);
        }

        if (isDryRun || request.Faults.Count > 0)
        {
            RefuseFaults(context.Caller().Subject, request);
            await Wire.SendJsonAsync(context, StatusCodes.Status200OK, process.Id, static (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", value: true);
                writer.WriteEndObject();
            });
            return;
        }

        await (preferences.Wait is null && (preferences.RespondAsync || process.IsAsyncOnly)
            ? SubmitAsync(context, request, preferences)
            : WaitAsync(context, process, request, preferences));
    }

    private async Task SubmitAsync(HttpContext context, ExecuteRequest request, Preferences preferences)
    {
        var job = await engine.SubmitAsync(context.Caller().Subject, Words.Dialect, request.Spec, context.RequestAborted);
        await SendCreatedAsync(context, job, preferences);
    }

    private async Task WaitAsync(HttpContext context, ProcessDescription process, ExecuteRequest request, Preferences preferences)
    {
        var job = await engine.RunAsync(context.Caller().Subject, Words.Dialect, request.Spec, preferences.Wait, context.RequestAborted);
        if (!job.State.IsFinal() || process.IsAsyncOnly)
        {
            await SendCreatedAsync(context, job, preferences);
            return;
        }

        var applied = preferences.Applied(isAsync: false, isReturnApplied: !request.Presentation.IsVersion1);
        if (applied is not null)
        {
            context.Response.Headers["Preference-Applied"] = applied;
        }

        if (!request.Presentation.IsVersion1)
        {
            // A 1.0 answer has no such link: the executable test suite of 1.0 takes any link of a synchronous answer for an error.
            context.Response.Headers.Append("Link", $"<{Root.Of(context.Request).Job(job.Id.ToString())}>; rel=\"monitor\"");
        }

        await results.SendAsync(context, job, request.Presentation);
    }

    private static Task SendCreatedAsync(HttpContext context, Job job, Preferences preferences)
    {
        var root = Root.Of(context.Request);
        context.Response.Headers.Location = root.Job(job.Id.ToString());
        if (preferences.Applied(isAsync: true, isReturnApplied: false) is { } applied)
        {
            context.Response.Headers["Preference-Applied"] = applied;
        }

        return Wire.SendJsonAsync(context, StatusCodes.Status201Created, new StatusInfo(job, root), StatusInfo.Write);
    }

    /// <summary>2.0: where one file is wanted and the caller named no media type, <c>Accept</c> chooses; nothing is run for an answer that nobody takes.</summary>
    private static ExecuteRequest Negotiated(HttpContext context, ProcessDescription process, ExecuteRequest request, Preferences preferences)
    {
        var accept = Negotiation.Accept(context.Request);
        if (request.Presentation.IsVersion1 || preferences is { RespondAsync: true } || process.IsAsyncOnly || accept.IsAnything)
        {
            return request;
        }

        var wanted = process.Outputs.Where(output => request.Spec.Outputs?.ContainsKey(output.Name) != false).ToList();
        string[] own = wanted is [{ IsFile: true } only] && request.Spec.Outputs?.GetValueOrDefault(only.Name) is null ? [.. only.MediaTypes] : [];
        var chosen = request.Spec.Outputs?.Values.OfType<string>().ToArray() ?? [];
        var isSimple = wanted is [{ IsFile: false }];
        var best = accept.Best([.. own, .. chosen, Words.Json, Words.Multipart, .. isSimple ? (string[])[Words.Text, "text/xml"] : []])
            ?? throw Errors.NotAcceptable($"The results can be: {string.Join(", ", own.Concat(chosen).Append(Words.Json).Append(Words.Multipart))}.");
        return own.Contains(best, StringComparer.Ordinal)
            ? request with { Spec = request.Spec with { Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [wanted[0].Name] = best } } }
            : request;
    }

    private void RefuseFaults(string owner, ExecuteRequest request)
    {
        var known = request.Faults;
        List<Fault> all = [.. known, .. engine.Check(owner, request.Spec).Where(fault => !known.Exists(one => one.Pointer.StartsWith(fault.Pointer, StringComparison.Ordinal)))];
        if (all.Count > 0)
        {
            var message = all.Count == 1 ? all[0].Message : $"There are {all.Count} faults in the request; each is listed.";
            throw new ProblemException(new(ProblemKind.InvalidInput, message, all[0].Pointer, all));
        }
    }

    private static string? ResponseParameter(HttpRequest request) => request.Query["response"] switch
    {
        [] or [null or ""] => null,
        ["raw" or "document"] response => response[0],
        _ => throw Errors.InvalidQuery("response", "must be 'raw' or 'document'; collections as results are not supported."),
    };
}
