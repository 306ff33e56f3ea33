using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/credentials/basic</c>, <c>/credentials/oidc</c> and <c>/me</c>.</summary>
internal sealed class RestLogin(EarlyLogin login, UserFiles files, OpenEoOptions options)
{
    private const string Discovery = "/.well-known/openid-configuration";

    public bool HasProviders => options.Oidc.Issuers.Count > 0;

    public async Task LogInAsync(HttpContext context)
    {
        var (user, token) = await login.ReadAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        await Wire.SendAsync(context, new JsonObject { ["user_id"] = MePage.Id(user), ["access_token"] = token });
    }

    /// <summary>Leads to the one provider that these versions can tell of: the first.</summary>
    public Task ShowProviderAsync(HttpContext context)
    {
        if (!HasProviders)
        {
            throw Errors.New("FeatureUnsupported", "This server takes tokens of no provider; log in at /credentials/basic.");
        }

        context.Response.Headers.Location = options.Oidc.Issuers[0].Url.TrimEnd('/') + Discovery;
        return Wire.SendAsync(context, StatusCodes.Status303SeeOther);
    }

    public async Task ShowUserAsync(HttpContext context)
    {
        var caller = context.Caller();
        var used = await files.MeasureAsync(caller, context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject
        {
            ["user_id"] = MePage.Id(caller.Subject),
            ["storage"] = new JsonObject { ["free"] = Math.Max(0, options.Quota - used), ["quota"] = options.Quota },
            ["budget"] = null,
            ["links"] = new JsonArray(),
        });
    }
}
