using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>One of <c>projects</c>.</summary>
internal static class ProjectEntry
{
    private static readonly string[] Keys = ["id", "name", "budget", "members"];

    public static Project Read(InputObject entry)
    {
        entry.RefuseOthers(Keys);
        var id = entry.Code("id");
        return new() { Id = id, Name = entry.Text("name") ?? id, Budget = entry.Money("budget"), Members = entry.Names("members") ?? [] };
    }
}
