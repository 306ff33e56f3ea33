using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/auth/login</c>, where API keys log in, and <c>/auth/register</c>.</summary>
internal sealed class EarlyLogin(ITokenReader keys, OpenEoOptions options)
{
    private const string Basic = "Basic ";

    /// <summary>The first versions sent name and password with every request; the password is then the token.</summary>
    public static void Unwrap(HttpRequest request, EarlyVersion version)
    {
        if (!request.Path.StartsWithSegments(version.Path + version.LoginPath, StringComparison.Ordinal) && Read(request) is { } password)
        {
            request.Headers.Authorization = password.Length == 0 ? default : "Bearer " + password;
        }
    }

    public async Task LogInAsync(HttpContext context)
    {
        var (user, token) = await ReadAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        await Wire.SendAsync(context, new JsonObject { ["user_id"] = user, ["token"] = token });
    }

    /// <summary>Who logs in. The password is the API key, whatever the name; the token is the same key, which can be taken back as such.</summary>
    /// <exception cref="OpenEoException">AuthenticationRequired, CredentialsInvalid.</exception>
    public async Task<(string User, string Token)> ReadAsync(HttpContext context)
    {
        if (Read(context.Request) is not { } password)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"graticule\"";
            throw Errors.New("AuthenticationRequired", "Send name and password by HTTP Basic; the password is an API key of this server.");
        }

        var found = await keys.ReadAsync(password, context.RequestAborted);
        return found switch
        {
            { Caller: { } caller } => (caller.Subject, password),
            null when options.IsOpen => (Caller.AnonymousSubject, Tokens.Open),
            _ => throw Errors.New("CredentialsInvalid", found?.Refusal ?? "The password is no API key of this server; 'graticule key create' makes one."),
        };
    }

    /// <summary>Users are made by whoever runs the server; one that is open needs none.</summary>
    public async Task RegisterAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        if (body["password"] is not JsonValue password || !password.TryGetValue<string>(out var text) || text.Length == 0)
        {
            throw EarlyErrors.New(EarlyStatuses.PasswordRejected, "PasswordRejected", "The body must have a member 'password', a text that is not empty.");
        }

        if (!options.IsOpen)
        {
            throw Errors.New("FeatureUnsupported", "Users are not registered over HTTP: whoever runs this server makes an API key, which is the password of any name.");
        }

        await Wire.SendAsync(context, new JsonObject { ["user_id"] = Caller.AnonymousSubject });
    }

    /// <summary>The password; null where the request logs in otherwise, or not at all.</summary>
    private static string? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(header[Basic.Length..].Trim()));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : text[(colon + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
