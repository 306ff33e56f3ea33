namespace Graticule.Tests.Jobs.Execution;

/// <summary>This assembly as a worker program: the real one, with processes that misbehave on request.</summary>
internal static class WorkerProgram
{
    /// <summary>Starts it as the pool starts <c>graticule work</c>.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) Command => ("dotnet", [typeof(WorkerProgram).Assembly.Location, "work"]);
}
