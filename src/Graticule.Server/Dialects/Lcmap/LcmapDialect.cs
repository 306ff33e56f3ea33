using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The API of LCMAP's change detection (Clownfish), below <c>/lcmap</c>: the table of its resources.</summary>
internal sealed class LcmapDialect : IDialect
{
    private readonly LcmapBoundary _boundary;
    private readonly IReadOnlyList<LcmapResource> _resources;

    /// <param name="more">What other folders of the dialect have.</param>
    /// <param name="log">For what nobody foresaw.</param>
    public LcmapDialect(IEnumerable<LcmapResource> more, ILogger<LcmapDialect> log)
    {
        _resources =
        [
            new("GET", "", context => Wire.SendAsync(context, content: null)),
            .. more,
        ];
        _boundary = new(log);
    }

    public string Name => Words.Dialect;

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

    public void Map(IEndpointRouteBuilder routes) => LcmapRoutes.Map(routes, _resources);

    /// <summary>There are no addresses for news: whoever wants to know asks again.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(new { job = job.Id.ToString(), state = job.State.ToString() }));
}
