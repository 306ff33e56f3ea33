using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The services that show jobs: the services of later versions, which also know the job whose graph they draw, and go where it goes.</summary>
internal sealed class JobServices(Services services, MapLinks maps)
{
    private const string EarlyMember = "early";

    private const string JobMember = "job";

    private const string ArgumentsMember = "service_args";

    private const string EnabledMember = "enabled";

    private const string SuspendedMember = "suspended";

    public IReadOnlyList<Document> List(Caller caller) => services.List(caller, after: null, int.MaxValue);

    public Document Get(Caller caller, string id) => services.Get(caller, id);

    public static string? JobOf(Document service) => (string?)service.Content[EarlyMember]?[JobMember];

    public static string TypeOf(Document service) => ((string)service.Content["type"]!).ToLowerInvariant();

    public static JsonObject ArgumentsOf(Document service) =>
        (service.Content[EarlyMember]?[ArgumentsMember] ?? service.Content["configuration"])?.DeepClone() as JsonObject ?? [];

    public Task<Document> CreateAsync(Caller caller, BatchJob job, EarlyServiceType type, JsonObject arguments, CancellationToken cancellationToken) => services.CreateAsync(
        caller,
        new()
        {
            ["type"] = type.Name.ToUpperInvariant(),
            ["process"] = job.Request["process"]!.DeepClone(),
            ["configuration"] = Configuration(arguments),
            [EarlyMember] = new JsonObject { [JobMember] = job.Id, [ArgumentsMember] = arguments.DeepClone() },
        },
        cancellationToken);

    public Task ReviseAsync(Caller caller, string id, JsonObject arguments, CancellationToken cancellationToken)
    {
        var early = services.Get(caller, id).Content[EarlyMember]?.DeepClone().AsObject() ?? [];
        early[ArgumentsMember] = arguments.DeepClone();
        return services.ReviseAsync(caller, id, new() { ["configuration"] = Configuration(arguments), [EarlyMember] = early }, cancellationToken);
    }

    public Task RemoveAsync(Caller caller, string id, CancellationToken cancellationToken) => services.RemoveAsync(caller, id, cancellationToken);

    /// <summary>Where a service is; clients name what it shows by the id of its job.</summary>
    public string AddressOf(Document service, string server) =>
        EarlyServiceTypes.Get(TypeOf(service)).Address(maps.Lasting(new(server), Services.KeyOf(service.Id), JobOf(service) ?? Services.Layer));

    /// <summary>Where a job is seen as a service of a type; one is made where there is none.</summary>
    public async Task<string> AddressAsync(Caller caller, BatchJob job, EarlyServiceType type, string server, CancellationToken cancellationToken) => AddressOf(
        OfJob(caller, job.Id).FirstOrDefault(service => TypeOf(service) == type.Name) ?? await CreateAsync(caller, job, type, [], cancellationToken), server);

    /// <summary>Services of a job that was changed show what it is now.</summary>
    public Task FollowAsync(Caller caller, string job, JsonNode process, CancellationToken cancellationToken) =>
        ReviseAllAsync(caller, job, service => Resumed(service, new() { ["process"] = process.DeepClone() }), cancellationToken);

    /// <summary>Nothing is drawn for them any more, until they are resumed.</summary>
    public Task SuspendAsync(Caller caller, string job, CancellationToken cancellationToken) => ReviseAllAsync(
        caller, job, service => Services.IsEnabled(service.Content) ? new() { [EnabledMember] = false, [SuspendedMember] = true } : null, cancellationToken);

    public Task ResumeAsync(Caller caller, string job, CancellationToken cancellationToken) =>
        ReviseAllAsync(caller, job, service => Resumed(service, []) is { Count: > 0 } change ? change : null, cancellationToken);

    public async Task RemoveAllAsync(Caller caller, string job, CancellationToken cancellationToken)
    {
        foreach (var service in OfJob(caller, job))
        {
            await services.RemoveAsync(caller, service.Id, cancellationToken);
        }
    }

    private static JsonObject Resumed(Document service, JsonObject change)
    {
        if ((bool?)service.Content[SuspendedMember] == true)
        {
            change[EnabledMember] = true;
            change[SuspendedMember] = false;
        }

        return change;
    }

    private async Task ReviseAllAsync(Caller caller, string job, Func<Document, JsonObject?> change, CancellationToken cancellationToken)
    {
        foreach (var service in OfJob(caller, job))
        {
            if (change(service) is { } members)
            {
                await services.ReviseAsync(caller, service.Id, members, cancellationToken);
            }
        }
    }

    private List<Document> OfJob(Caller caller, string job) => [.. List(caller).Where(service => JobOf(service) == job)];

    /// <summary>Of the arguments, those that later versions know; others, such as versions of protocols, are the clients' to say again with each request.</summary>
    private static JsonObject Configuration(JsonObject arguments)
    {
        JsonObject configuration = [];
        foreach (var (name, value) in arguments)
        {
            if (name is "style" or "bands" or "range")
            {
                configuration[name] = value?.DeepClone();
            }
        }

        _ = ServiceTypes.Query(configuration);
        return configuration;
    }
}
