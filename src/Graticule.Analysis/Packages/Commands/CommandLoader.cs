using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>Loads packages of the kind <c>command</c>; see <see cref="CommandDescription.Kind"/> for their content.</summary>
public sealed class CommandLoader : IPackageLoader
{
    public string Kind => CommandDescription.Kind;

    public IProcess Load(string id, JsonObject content) =>
        new CommandProcess(CommandDescription.Read(content) with { Id = id }, content["unit"] as JsonObject ?? []);
}
