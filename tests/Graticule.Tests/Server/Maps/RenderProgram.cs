using Graticule.Server.Maps;

namespace Graticule.Tests.Server.Maps;

/// <summary>This assembly as the program that draws: the real one, started as a server starts it.</summary>
internal static class RenderProgram
{
    public static RenderOptions Options { get; } = new() { Program = "dotnet", Arguments = [typeof(RenderProgram).Assembly.Location, "render", "--socket"] };
}
