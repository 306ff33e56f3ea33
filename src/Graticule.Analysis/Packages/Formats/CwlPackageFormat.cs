using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>CWL by itself (OGC 20-044, class cwl): the description is what the text implies.</summary>
internal sealed class CwlPackageFormat : IPackageFormat
{
    private const string Json = "application/cwl+json";

    public IReadOnlyList<string> MediaTypes { get; } = ["application/cwl", "application/cwl+yaml", Json];

    public Task<PackageDraft?> ReadAsync(PackageText text, PackageRequest request, FaultList faults, CancellationToken cancellationToken) =>
        CwlReading.ReadAsync(new(text.Body, text.MediaType), request, faults, cancellationToken);

    /// <summary>What was sent as CWL is YAML already, and JSON is YAML too.</summary>
    public string? Write(Package package, string mediaType)
    {
        if (package.Kind != CwlReading.Kind)
        {
            return null;
        }

        var isCwl = MediaTypes.Contains(package.MediaType, StringComparer.OrdinalIgnoreCase);
        return isCwl && mediaType != Json ? package.Original : package.Content["document"]?.ToJsonString();
    }
}
