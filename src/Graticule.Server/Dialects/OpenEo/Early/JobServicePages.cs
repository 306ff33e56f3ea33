using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/services</c>: jobs as maps and coverages, of which the parts that are looked at are computed.</summary>
internal sealed class JobServicePages(JobServices services, BatchJobs jobs, OpenEoOptions options)
{
    public Task ListAsync(HttpContext context) =>
        Wire.SendAsync(context, new JsonArray([.. services.List(context.Caller()).Select(service => Write(service, context))]));

    public async Task CreateAsync(HttpContext context)
    {
        var caller = context.Caller();
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var job = await jobs.GetAsync(caller, Text(body, "job_id") ?? throw Errors.BadRequest("The body must have a member 'job_id', the id of a job."), context.RequestAborted);
        var type = EarlyServiceTypes.Get(
            Text(body, "service_type") ?? Text(body, "type") ?? throw Errors.BadRequest("The body must have a member 'service_type'; GET /capabilities/services lists the types."));
        if (EarlyJobJson.Status(job) == EarlyJobJson.Canceled)
        {
            throw EarlyErrors.Gone($"The job '{job.Id}' was cancelled; queueing it makes it compute again.");
        }

        var service = await services.CreateAsync(caller, job, type, Arguments(body), context.RequestAborted);
        await Wire.SendAsync(context, Write(service, context));
    }

    public Task ShowAsync(HttpContext context) => Wire.SendAsync(context, Write(services.Get(context.Caller(), Id(context)), context));

    public async Task ReviseAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        await services.ReviseAsync(context.Caller(), Id(context), Arguments(body), context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        await services.RemoveAsync(context.Caller(), Id(context), context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    /// <summary>Examples have <c>args</c> where the definition has <c>service_args</c>.</summary>
    private static JsonObject Arguments(JsonObject body) => (body["service_args"] ?? body["args"]) switch
    {
        null => [],
        JsonObject arguments => arguments,
        _ => throw Errors.BadRequest("The member 'service_args' must be an object."),
    };

    private JsonObject Write(Document service, HttpContext context) => new()
    {
        ["service_id"] = service.Id,
        ["service_url"] = services.AddressOf(service, EarlyVersion.Server(context.Request)),
        ["service_type"] = JobServices.TypeOf(service),
        ["service_args"] = JobServices.ArgumentsOf(service),
        ["job_id"] = JobServices.JobOf(service),
    };

    private static string? Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["service"]!;
}
