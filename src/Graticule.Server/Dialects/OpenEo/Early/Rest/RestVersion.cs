using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>
/// One of the two versions between the first ones and 1.0, 0.3 and 0.4: they have the resources of 1.x already, under words of their own. What
/// they have different words for is data here; what works differently asks <see cref="Is03"/>.
/// </summary>
/// <param name="Early">Where it lies, and how its graphs are written.</param>
internal sealed record RestVersion(EarlyVersion Early)
{
    private const string Login = "/credentials/basic";

    public static RestVersion V04 { get; } = new(new EarlyVersion("0.4.2", Root.Path + "/0.4", EarlyForm.Nodes) { LoginPath = Login })
    {
        Api = new("0.4.2", "0.4"),
        VersionMember = "api_version",
        CollectionId = "id",
        CollectionVariable = "{collectionId}",
        ProcessId = "id",
        GraphId = "id",
        JobId = "id",
        ServiceId = "id",
        FilePath = "path",
        SyncPath = "/result",
    };

    public static RestVersion V03 { get; } = new(new EarlyVersion("0.3.1", Root.Path + "/0.3", EarlyForm.Flat) { LoginPath = Login })
    {
        Api = new("0.3.1", "0.3"),
        VersionMember = "version",
        CollectionId = "name",
        CollectionVariable = "{name}",
        ProcessId = "name",
        GraphId = "process_graph_id",
        JobId = "job_id",
        ServiceId = "service_id",
        FilePath = "name",
        SyncPath = "/preview",
    };

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<RestVersion> All { get; } = [V04, V03];

    /// <summary>As the list of versions and the pages of 1.x know it.</summary>
    public required ApiVersion Api { get; init; }

    /// <summary>Member of <c>/</c> that tells the version of the API.</summary>
    public required string VersionMember { get; init; }

    /// <summary>Member of a collection that identifies it.</summary>
    public required string CollectionId { get; init; }

    /// <summary>The same in the path of a collection.</summary>
    public required string CollectionVariable { get; init; }

    /// <summary>Member of a description of a process that identifies it.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Member of a stored process graph that identifies it.</summary>
    public required string GraphId { get; init; }

    /// <summary>Member of a job that identifies it.</summary>
    public required string JobId { get; init; }

    /// <summary>Member of a service that identifies it.</summary>
    public required string ServiceId { get; init; }

    /// <summary>Member of a file that holds its path.</summary>
    public required string FilePath { get; init; }

    /// <summary>Where graphs are run while the caller waits.</summary>
    public required string SyncPath { get; init; }

    /// <summary>Whether it is the elder of the two: output formats beside graphs, numbers as codes of errors, and less in most answers.</summary>
    public bool Is03 => Early.Form == EarlyForm.Flat;

    /// <summary>That of the endpoint that a request came to.</summary>
    public static RestVersion Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RestVersion>() ?? V04;
}
