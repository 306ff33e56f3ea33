using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>The caller, and what it may charge its jobs to.</summary>
internal sealed class UserPages(HpcConfiguration configuration, Ledger ledger)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public Task ShowAsync(HpcRequest request)
    {
        var organization = configuration.Organization;
        var email = organization.EmailOf(request.Owner);
        var projects = ProjectsOf(request.Owner);
        return request.SendAsync(new JsonObject
        {
            ["email"] = email,
            ["username"] = email,
            ["firstName"] = request.Owner,
            ["lastName"] = "",
            ["fullName"] = request.Owner,
            ["isActive"] = true,
            ["company"] = new JsonObject
            {
                ["code"] = organization.Code,
                ["name"] = organization.Name,
                ["projects"] = new JsonArray([.. projects.Select(project => new JsonObject { ["id"] = project.Id, ["name"] = project.Name })]),
            },
            ["workspace"] = Workspace(organization),
            ["workspaces"] = new JsonArray(Workspace(organization)),
            ["defaultStorage"] = new JsonObject
            {
                ["id"] = "default",
                ["storageType"] = "LocalStorage",
                ["encryptionType"] = "default",
                ["connectionSettings"] = new JsonObject { ["region"] = "local" },
            },
            ["currency"] = configuration.Currency,
        });
    }

    public Task ListProjectsAsync(HpcRequest request) => request.SendPageAsync(ProjectsOf(request.Owner), Write);

    /// <summary>The two roots that clients look for; their ids depend on the owner alone.</summary>
    public static Task ListFoldersAsync(HpcRequest request) => request.SendAsync(new JsonObject
    {
        ["myJobs"] = FolderId(request.Owner, "jobs"),
        ["myLibrary"] = FolderId(request.Owner, "library"),
    });

    private static JsonObject Workspace(Organization organization) => new() { ["id"] = organization.WorkspaceId, ["name"] = organization.WorkspaceName };

    private Project[] ProjectsOf(string owner) => [.. configuration.Projects.Where(project => project.IsOpenTo(owner))];

    /// <summary>With what is left of its budget.</summary>
    private JsonObject Write(Project project)
    {
        var (spent, reserved) = ledger.Sum(project);
        return new()
        {
            ["id"] = project.Id,
            ["name"] = project.Name,
            ["isActive"] = true,
            ["budget"] = project.Budget is { } budget
                ? new JsonObject
                {
                    ["amount"] = budget,
                    ["spent"] = spent,
                    ["reserved"] = reserved,
                    ["left"] = Math.Max(0, budget - spent - reserved),
                    ["currency"] = configuration.Currency,
                }
                : null,
        };
    }

    private static string FolderId(string owner, string folder) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes($"{folder}:{owner}")).Take(6).Select(part => Letters[part % Letters.Length]));
}
