using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Workflows;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>A request to run a process with inputs left open, deployed as a process of its own (OGC API - Processes, Part 3, deployable workflows).</summary>
internal sealed class WorkflowFormat : IPackageFormat
{
    private const int MaxDepth = 64;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/ogcexec+json"];

    public Task<PackageDraft?> ReadAsync(PackageText text, PackageRequest request, FaultList faults, CancellationToken cancellationToken) =>
        Task.FromResult(Read(text, request, faults));

    public string? Write(Package package, string mediaType) => null;

    private static PackageDraft? Read(PackageText text, PackageRequest request, FaultList faults)
    {
        try
        {
            var original = Encoding.UTF8.GetString(text.Body.Span);
            if (JsonNode.Parse(original, documentOptions: new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false }) is not JsonObject body)
            {
                faults.Add("", "A workflow must be a JSON object with 'process' and 'inputs'.");
                return null;
            }

            if (!body.ContainsKey("id") && (request.Wish.Workflow ?? request.Wish.UsualId) is { } usual)
            {
                body["id"] = usual;
            }

            var (id, package) = new WorkflowReader(request.Setting.Catalog, request.Wish.Owner, request.Wish.IdOf).Read(body, text.MediaType, original);
            return new(id, package.Kind, package.Content);
        }
        catch (JsonException exception)
        {
            faults.Add("", $"The workflow is no JSON that this server takes (depth at most {MaxDepth}, no member twice): {exception.Message}");
        }
        catch (ProblemException exception) when (exception.Problem is { Kind: ProblemKind.InvalidInput, Details: { } details })
        {
            faults.Add(details);
        }

        return null;
    }
}
