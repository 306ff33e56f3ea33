using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs.Labels;

/// <summary>Moves a job to another project. What it has cost, or may cost once it was submitted, stays with the project that paid.</summary>
internal static class ProjectPages
{
    public static async Task AssignAsync(HpcRequest request)
    {
        var configuration = request.Parts.Configuration;
        if (request.Route("organization") != configuration.Organization.Code)
        {
            throw HpcErrors.NotFound;
        }

        JobAccess.Own(request);
        var input = await request.ReadAsync();
        var id = input.Text("projectId");
        if (id is null ? !input.Has("projectId") : configuration.FindProject(request.Owner, id) is null)
        {
            input.Refuse("projectId", id is null ? "This field is required." : $"There is no project '{id}' for this caller; GET users/me/projects/ lists them.");
        }

        input.Faults.ThrowIfAny();
        await JobAccess.ChangeAsync(request, job =>
        {
            var content = job.Content.DeepClone().AsObject();
            content["projectId"] = id;
            return job with { Content = content };
        });
        await request.SendAsync(new JsonObject { ["projectId"] = id });
    }
}
