using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>The entry <c>organization</c>.</summary>
internal static class OrganizationEntry
{
    private static readonly string[] Keys = ["code", "name", "workspaceId", "workspaceName", "mailDomain"];

    public static Organization Read(InputObject entry, Organization usual)
    {
        entry.RefuseOthers(Keys);
        return new()
        {
            Code = entry.Has("code") ? entry.Code("code") : usual.Code,
            Name = entry.Text("name") ?? usual.Name,
            WorkspaceId = entry.Has("workspaceId") ? entry.Code("workspaceId") : usual.WorkspaceId,
            WorkspaceName = entry.Text("workspaceName") ?? usual.WorkspaceName,
            MailDomain = entry.Text("mailDomain") ?? usual.MailDomain,
        };
    }
}
