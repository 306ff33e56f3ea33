using System.CommandLine;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary>How a server is told on the command line who may ask.</summary>
internal static class AccessOptions
{
    private static readonly ServerOptions Defaults = new();

    private static readonly Option<AccessMode> Access = new("--auth")
    {
        Description =
            "'open': nobody needs a key, only on a loopback address; 'keys': every request needs an API key; 'token': an API key or an issuer's token; "
            + "'mixed': as 'token', and without either what --anonymous allows.",
        DefaultValueFactory = _ => Defaults.Access,
    };

    private static readonly Option<AnonymousAccess> Anonymous = new("--anonymous")
    {
        Description = "What --auth mixed allows without a key or token.",
        DefaultValueFactory = _ => Defaults.Anonymous,
    };

    private static readonly Option<string[]> Issuer = new("--oidc-issuer")
    {
        Description = "An OpenID Connect provider whose tokens are taken, as its tokens name it (claim 'iss'); may be repeated. NAME, else the host, is what its users' subjects end with.",
        HelpName = "[NAME=]URL",
    };

    private static readonly Option<string[]> Audience = new("--oidc-audience")
    {
        Description = "Whom tokens must be made for (claim 'aud'); may be repeated. '*': whomever.",
        HelpName = "AUDIENCE",
    };

    private static readonly Option<string[]> IntrospectionClient = new("--oidc-introspection-client")
    {
        Description = "Client as which an issuer is asked about opaque tokens; with the issuer's NAME where there are several.",
        HelpName = "[NAME=]CLIENT",
    };

    private static readonly Option<string[]> IntrospectionSecret = new("--oidc-introspection-secret-file")
    {
        Description = "File whose first line is that client's secret.",
        HelpName = "[NAME=]FILE",
    };

    private static readonly Option<Scopes> EveryToken = new("--oidc-every-token")
    {
        Description = "What every valid token allows: None, Read, Execute, Deploy, or several with commas.",
        DefaultValueFactory = _ => Defaults.Oidc.EveryToken,
    };

    private static readonly Option<string[]> Role = new("--oidc-role")
    {
        Description = "What a token allows by a scope, role or group, such as editors=Deploy; may be repeated. Known beforehand: "
            + string.Join(", ", Defaults.Oidc.Roles.Select(role => $"{role.Key}={role.Value}")) + ".",
        HelpName = "NAME=SCOPES",
    };

    private static readonly Option<string[]> RoleClaim = new("--oidc-role-claim")
    {
        Description = $"A further claim with scopes, roles or groups, besides {string.Join(", ", Defaults.Oidc.RoleClaims)}; may be repeated.",
        HelpName = "CLAIM",
    };

    private static readonly Option<string> UserClaim = new("--oidc-user-claim")
    {
        Description = "Claim that names a user's name space, beside the subject.",
        HelpName = "CLAIM",
        DefaultValueFactory = _ => Defaults.Oidc.UserNameClaim,
    };

    private static readonly Option<int> ClockSkew = new("--oidc-clock-skew")
    {
        Description = "How far the clocks of provider and server may differ, in seconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => (int)Defaults.Oidc.ClockSkew.TotalSeconds,
    };

    private static readonly Option<string> ClientId = new("--oidc-client-id") { Description = "Public client as which the interactive page logs users in.", HelpName = "CLIENT" };

    private static readonly Option<string[]> LoginScope = new("--oidc-login-scope")
    {
        Description = "A scope that the interactive page asks for; may be repeated. Without it: openid.",
        HelpName = "SCOPE",
    };

    private static readonly Option<string[]> LoginParameter = new("--oidc-login-parameter")
    {
        Description = "What else the interactive page sends to the provider, such as resource=URL; may be repeated.",
        HelpName = "NAME=VALUE",
    };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])
        [
            Access, Anonymous, Issuer, Audience, IntrospectionClient, IntrospectionSecret, EveryToken, Role, RoleClaim, UserClaim, ClockSkew, ClientId, LoginScope, LoginParameter,
        ])
        {
            command.Add(option);
        }
    }

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static ServerOptions Read(ParseResult parsed, ServerOptions options) => options with
    {
        Access = parsed.GetRequiredValue(Access),
        Anonymous = parsed.GetRequiredValue(Anonymous),
        Oidc = options.Oidc with
        {
            Issuers = IssuerText.Read(All(parsed, Issuer), All(parsed, IntrospectionClient), All(parsed, IntrospectionSecret)),
            Audiences = All(parsed, Audience),
            EveryToken = parsed.GetRequiredValue(EveryToken),
            Roles = Roles(options.Oidc.Roles, All(parsed, Role)),
            RoleClaims = [.. options.Oidc.RoleClaims, .. All(parsed, RoleClaim)],
            UserNameClaim = parsed.GetRequiredValue(UserClaim),
            ClockSkew = TimeSpan.FromSeconds(parsed.GetRequiredValue(ClockSkew)),
            ClientId = parsed.GetValue(ClientId),
            LoginScopes = All(parsed, LoginScope) is { Length: > 0 } scopes ? scopes : options.Oidc.LoginScopes,
            LoginParameters = All(parsed, LoginParameter).Select(text => Split(LoginParameter.Name, text)).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
        },
    };

    private static string[] All(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private static Dictionary<string, Scopes> Roles(IReadOnlyDictionary<string, Scopes> known, string[] given)
    {
        var roles = known.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in given.Select(text => Split(Role.Name, text)))
        {
            roles[name] = Enum.TryParse<Scopes>(value, ignoreCase: true, out var scopes) && (scopes & ~Scopes.All) == Scopes.None
                ? scopes
                : throw new ProblemException(ProblemKind.InvalidInput, $"{Role.Name} {name}={value}: '{value}' must be of Read, Execute, Deploy, Admin, All, None, with commas.", Role.Name);
        }

        return roles;
    }

    private static (string Name, string Value) Split(string option, string text)
    {
        // A role's own name may have an equals sign, as groups out of a directory do.
        var place = option == Role.Name ? text.LastIndexOf('=') : text.IndexOf('=', StringComparison.Ordinal);
        return place > 0
            ? (text[..place], text[(place + 1)..])
            : throw new ProblemException(ProblemKind.InvalidInput, $"{option} {text} has no '='; write NAME=VALUE.", option);
    }
}
