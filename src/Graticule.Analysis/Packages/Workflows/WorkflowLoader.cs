using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Workflows;

/// <summary>Makes processes of deployed workflows.</summary>
/// <param name="builtIn">The program's own processes, which workflows may call.</param>
/// <param name="loaders">The other kinds of package, which workflows may call too.</param>
internal sealed class WorkflowLoader(IEnumerable<IProcess> builtIn, IReadOnlyList<IPackageLoader> loaders) : IPackageLoader
{
    private readonly ProcessCatalog _catalog = new(builtIn, loaders, store: null);

    public string Kind => Workflow.Kind;

    public IProcess Load(string id, JsonObject content) => new WorkflowProcess(id, Workflow.Read(content), _catalog);
}
