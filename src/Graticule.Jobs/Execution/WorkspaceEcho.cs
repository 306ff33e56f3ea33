using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Execution;

/// <summary>Writes a running process's log lines into its workspace, and keeps its latest progress.</summary>
public sealed class WorkspaceEcho(Workspace workspace, LatestProgress progress, TimeProvider clock) : IJobEcho, IDisposable
{
    private readonly WorkspaceLog _log = new(workspace);

    public void Progress(double share, string? message) => progress.Say(double.IsFinite(share) ? share : 0, message);

    public void Log(LogLevel level, string message, JsonObject? data = null) => _log.Append(new(clock.GetUtcNow(), level, message, data));

    public void Dispose() => _log.Dispose();
}
