using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs.Labels;

/// <summary>Shows a job, and what it leaves, to another user: to look at, not to change.</summary>
internal static class SharePages
{
    public static async Task ShareAsync(HpcRequest request)
    {
        var job = JobAccess.Own(request);
        var input = await request.ReadAsync();
        var key = input.Has("email") ? "email" : input.Has("account") ? "account" : "email";
        var name = input.RequiredText(key, longest: 320);
        var message = input.Text("message");
        input.Faults.ThrowIfAny();
        var users = new Users(request.Parts.Configuration.Organization.MailDomain, request.Parts.Keys);
        if (await users.FindAsync(name, request.Aborted) is not { } recipient)
        {
            throw HpcErrors.Field($"/{key}", $"'{name}' has no key here; jobs are shared with users of this installation only, and nobody is invited.");
        }

        if (recipient != job.Owner)
        {
            var shares = new Shares(request.Parts.Documents, request.Parts.Clock);
            await shares.AddAsync(job.Id, job.Owner, recipient, message, request.Aborted);
            await request.Parts.Library.ShareAsync(job.Id, shares.RecipientsOf(job.Id, job.Owner), request.Aborted);
        }

        await request.SendAsync(new JsonObject { ["recipient"] = users.EmailOf(recipient), ["supportDesk"] = null });
    }
}
