using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/files/{user_id}</c>: the same files as at <c>/files</c> today; nobody's but the caller's own.</summary>
internal sealed class RestFiles(UserFiles users, FilePages pages)
{
    private const string Me = "me";

    public async Task ListAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var files = await users.ListAsync(Own(context), "", context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject { ["files"] = new JsonArray([.. files.Select(file => Write(file, version))]), ["links"] = new JsonArray() });
    }

    public Task ReadAsync(HttpContext context)
    {
        _ = Own(context);
        return pages.ReadAsync(context);
    }

    /// <summary>0.3 wants no content in the answer.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        _ = Own(context);
        var version = RestVersion.Of(context);
        var file = await pages.StoreAsync(context);
        await (version.Is03 ? Wire.SendAsync(context, StatusCodes.Status204NoContent) : Wire.SendAsync(context, Write(file, version)));
    }

    public Task RemoveAsync(HttpContext context)
    {
        _ = Own(context);
        return pages.DeleteAsync(context);
    }

    private static Caller Own(HttpContext context)
    {
        var caller = context.Caller();
        var user = (string)context.Request.RouteValues["userId"]!;
        return user == Me || user == MePage.Id(caller.Subject) || caller.IsCalled(user) ? caller : throw EarlyErrors.Foreign(user);
    }

    private static JsonObject Write(UserFile file, RestVersion version) => new()
    {
        [version.FilePath] = file.Path,
        ["size"] = file.Length,
        ["modified"] = Wire.Time(file.ModifiedAt),
    };
}
