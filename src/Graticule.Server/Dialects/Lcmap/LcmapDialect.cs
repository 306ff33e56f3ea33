using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The API of LCMAP's change detection (Clownfish), below <c>/lcmap</c>: the table of its resources.</summary>
internal sealed class LcmapDialect : IDialect
{
    private readonly LcmapBoundary _boundary;
    private readonly IReadOnlyList<LcmapResource> _resources;
    private readonly ImportLoop _imports;

    /// <param name="parts">What it stands on.</param>
    /// <param name="more">What other folders of the dialect have.</param>
    /// <param name="logs">For what nobody foresaw, and for imports that fail.</param>
    public LcmapDialect(LcmapParts parts, IEnumerable<LcmapResource> more, ILoggerFactory logs)
    {
        var (store, clock) = (parts.Store, parts.Clock);
        var (turns, jobs) = (new ChipTurns(), new ChipJobs(parts.Engine));
        var imports = new ChipImports(jobs, store, parts.Files, clock);
        var requests = new ChipRequests(turns, jobs, imports, store, clock);
        var inputs = new AlgorithmInputs(store, jobs, clock);
        _resources =
        [
            new("GET", "", context => Wire.SendAsync(context, content: null)),
            new("GET", "/health", new HealthPages(store, jobs).ShowAsync) { IsPublic = true },
            .. new AlgorithmPages(store).Resources,
            .. new ResultRoutes(new(requests, inputs, store), new(store, new(parts.Engine, parts.Files)), new(requests, jobs, inputs, store)).Resources,
            .. more,
        ];
        _boundary = new(logs.CreateLogger<LcmapDialect>());
        _imports = new(parts.Ends, turns, imports, jobs, new(store, parts.HasData), store, clock, logs.CreateLogger<ImportLoop>());
    }

    public string Name => Words.Dialect;

    /// <summary>Imports what jobs computed, until it is stopped.</summary>
    public Task ImportAsync(CancellationToken cancellationToken) => _imports.RunAsync(cancellationToken);

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

    public void Map(IEndpointRouteBuilder routes) => LcmapRoutes.Map(routes, _resources);

    /// <summary>There are no addresses for news: whoever wants to know asks again.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(new { job = job.Id.ToString(), state = job.State.ToString() }));
}
