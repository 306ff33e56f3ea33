using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects;

/// <summary>One public API over the one engine. Owns its routes, its words, its errors and its conformance claims.</summary>
internal interface IDialect
{
    /// <summary>Stored with each job, e.g. <c>ogc</c>.</summary>
    string Name { get; }

    /// <summary>Adds the routes, error handling included.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>The JSON document that tells a caller's address about a job, in this dialect's words.</summary>
    /// <param name="job">A job of this dialect, as it is now.</param>
    /// <param name="news">What it is about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken);
}
