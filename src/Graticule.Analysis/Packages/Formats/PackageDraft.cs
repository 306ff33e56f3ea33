using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>A package but for the text that it came as.</summary>
/// <param name="Id">What the process is to be called.</param>
/// <param name="Kind">Names the loader: see <see cref="Graticule.Jobs.Processes.Package.Kind"/>.</param>
/// <param name="Content">What the loader reads.</param>
internal sealed record PackageDraft(string Id, string Kind, JsonObject Content)
{
    public IReadOnlyList<Fault> Warnings { get; init; } = [];
}
