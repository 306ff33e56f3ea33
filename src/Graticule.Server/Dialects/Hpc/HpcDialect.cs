using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Jobs and files as Rescale's user API has them, versions 2 and 3: the table of its resources.</summary>
internal sealed class HpcDialect : IDialect
{
    private readonly HpcBoundary _boundary;
    private readonly IReadOnlyList<HpcRoute> _routes;

    /// <param name="parts">What it stands on.</param>
    /// <param name="resources">What the folders of the dialect have.</param>
    /// <param name="log">For what nobody foresaw.</param>
    public HpcDialect(HpcParts parts, IEnumerable<HpcResource> resources, ILogger<HpcDialect> log)
    {
        _routes = [.. HpcRoute.All([.. resources], parts)];
        _boundary = new(log);
    }

    public string Name => Words.Dialect;

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var route in _routes)
        {
            route.Map(routes);
        }

        foreach (var version in (int[])[2, 3])
        {
            routes.Map($"{Words.Base}{version}/{{**rest}}", RefuseAsync);
        }
    }

    /// <summary>There are no addresses for news: whoever wants to know asks for the statuses.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["job"] = job.Id.Value.ToString() }));

    private static Task RefuseAsync(HttpContext context)
    {
        HpcRoute.Identify(context);
        throw HpcErrors.NotFound;
    }
}
