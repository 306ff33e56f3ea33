using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Jobs that are made first and started later (Part 4, class job-management): <c>POST /jobs</c>, <c>PATCH /jobs/{jobID}</c>, <c>POST /jobs/{jobID}/results</c>.</summary>
internal sealed class JobManagement(JobEngine engine, ProcessCatalog catalog, JobPages jobs, InputFiles files, OgcOptions options)
{
    /// <summary>Makes a job of an execute request that names its <c>process</c>; nothing runs.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Execute);
        RequireKnownSchema(context.Request);
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var owner = context.Caller().Subject;
        var request = await ReadAsync(context, FindProcess(context, body), body);
        var job = await engine.CreateAsync(owner, Words.Dialect, request.Spec with { Title = TitleOf(body) }, context.RequestAborted);
        context.Response.Headers.Location = Root.Of(context.Request).Job(job.Id.ToString());
        await SendAsync(context, StatusCodes.Status201Created, job);
    }

    /// <summary>Changes what a created job asks for: inputs by name (null takes one out), other members as a whole.</summary>
    public async Task ReviseAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context, Scopes.Execute);
        RequireCreated(job, "changed");
        RequireKnownSchema(context.Request);
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var process = body.ValueKind == JsonValueKind.Object && ExecuteReader.Member(body, "process") is not null
            ? FindProcess(context, body)
            : catalog.Get(context.Caller().Subject, job.Spec.ProcessId).Description;
        var request = await ReadAsync(context, process, body);
        try
        {
            job = await engine.ReviseAsync(context.Caller().Subject, job.Id, spec => Revised(spec, request.Spec, body), context.RequestAborted);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            throw Errors.Locked(exception.Message);
        }

        await SendAsync(context, StatusCodes.Status200OK, job);
    }

    /// <summary>Starts a created job.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context, Scopes.Execute);
        RequireCreated(job, "started again");
        try
        {
            job = await engine.StartAsync(context.Caller().Subject, job.Id, context.RequestAborted);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            throw Errors.Locked(exception.Message);
        }

        await SendAsync(context, StatusCodes.Status200OK, job);
    }

    private static JobSpec Revised(JobSpec spec, JobSpec change, JsonElement body)
    {
        var inputs = (JsonObject)spec.Inputs.DeepClone();
        foreach (var (name, value) in change.Inputs)
        {
            inputs.Remove(name);
            if (value is not null)
            {
                inputs[name] = value.DeepClone();
            }
        }

        return spec with
        {
            ProcessId = change.ProcessId,
            Inputs = inputs,
            Outputs = body.TryGetProperty("outputs", out _) ? change.Outputs : spec.Outputs,
            Callbacks = body.TryGetProperty("subscriber", out _) ? change.Callbacks : spec.Callbacks,
            Presentation = body.TryGetProperty("outputs", out _) || body.TryGetProperty("response", out _) ? change.Presentation : spec.Presentation,
            Title = TitleOf(body) ?? spec.Title,
        };
    }

    private async Task<ExecuteRequest> ReadAsync(HttpContext context, ProcessDescription process, JsonElement body)
    {
        var preferences = Preferences.Read(context.Request.Headers["Prefer"]);
        var request = new ExecuteReader(process, Root.Of(context.Request), preferences, id => catalog.Find(context.Caller().Subject, id)?.Description).Read(body, responseParameter: null);
        if (request.Pending.Count > 0)
        {
            await files.ResolveAsync(context.Caller(), request, request.Faults.Count > 0, context.RequestAborted);
        }

        return request.Faults.Count == 0
            ? request
            : throw new ProblemException(new(ProblemKind.InvalidInput, $"There are {request.Faults.Count} faults in the request; each is listed.", request.Faults[0].Pointer, request.Faults));
    }

    /// <summary>The process that the member <c>process</c> names: its address here, or its id.</summary>
    private ProcessDescription FindProcess(HttpContext context, JsonElement body)
    {
        var named = body.ValueKind == JsonValueKind.Object ? ExecuteReader.Text(body, "process") : null;
        if (string.IsNullOrEmpty(named))
        {
            throw Errors.InvalidBody("The member 'process' must name the process to run, by its address such as .../processes/echo or by its id.");
        }

        var root = Root.Of(context.Request);
        var id = root.ProcessId(named) ?? throw Errors.InvalidBody($"The process '{named}' is on another server; this one runs those below {root.Processes}.");
        try
        {
            return catalog.Get(context.Caller().Subject, id).Description;
        }
        catch (ProblemException exception)
        {
            throw Errors.NoSuchProcess(exception.Message);
        }
    }

    /// <summary>The header <c>Content-Schema</c> tells an execute request from, say, an openEO process graph.</summary>
    private static void RequireKnownSchema(HttpRequest request)
    {
        var schema = request.Headers["Content-Schema"].ToString();
        if (schema.Length > 0 && !schema.Contains("execute", StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.UnsupportedSchema($"The body is said to follow '{schema}'; this API takes execute requests (execute.yaml, execute-workflow.yaml).");
        }
    }

    private static void RequireCreated(Job job, string verb)
    {
        if (job.State != JobState.Created)
        {
            throw Errors.Locked($"Job '{job.Id}' is {Words.State(job.State)} and cannot be {verb}; only a created job can.");
        }
    }

    private static string? TitleOf(JsonElement body) => ExecuteReader.Text(body, "title");

    private static Task SendAsync(HttpContext context, int status, Job job) =>
        Wire.SendJsonAsync(context, status, new StatusInfo(job, Root.Of(context.Request)), StatusInfo.Write);
}
