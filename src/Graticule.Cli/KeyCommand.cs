using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;

namespace Graticule.Cli;

/// <summary><c>graticule key create|list|revoke</c>: API keys, in the data folder itself; a running server sees the change within seconds.</summary>
internal static class KeyCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "The key's id, as 'graticule key list' shows it." };

    private static readonly Option<string> Owner = new("--owner")
    {
        Description = "Whose jobs and files the key reaches.",
        HelpName = "NAME",
        DefaultValueFactory = _ => OwnerKey.Subject,
    };

    private static readonly Option<Scopes> Scope = new("--scopes")
    {
        Description = "What it may do: Read, Execute, Deploy, Admin, All, or several with commas.",
        DefaultValueFactory = _ => Scopes.Read | Scopes.Execute,
    };

    private static readonly Option<int?> Days = new("--days") { Description = "Expires after so many days; without it, never.", HelpName = "N" };

    public static Command Create()
    {
        Command create = new("create", "Make a key and print its secret, this once.") { ServeOptions.Data, Owner, Scope, Days, Answer.Json };
        create.SetAction(CreateAsync);
        Command list = new("list", "List all keys, without their secrets.") { ServeOptions.Data, Answer.Json };
        list.SetAction(ListAsync);
        Command revoke = new("revoke", "Take a key back for good.") { Id, ServeOptions.Data, Answer.Json };
        revoke.SetAction(RevokeAsync);
        return new("key", "Make, list and revoke API keys.") { create, list, revoke };
    }

    private static async Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var expires = parsed.GetValue(Days) is { } days ? TimeProvider.System.GetUtcNow().AddDays(days) : (DateTimeOffset?)null;
        await using var database = Open(parsed);
        var made = await Keys(database).CreateAsync(parsed.GetRequiredValue(Owner), parsed.GetRequiredValue(Scope), expires, cancellationToken);
        var document = Document(made.Key);
        document["secret"] = made.Secret;
        Write(parsed, document, made.Secret);
        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var database = Open(parsed);
        var keys = await Keys(database).ListAsync(cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject { ["keys"] = new JsonArray([.. keys.Select(Document)]) });
            return ExitCode.Ok;
        }

        Answer.WriteTable(output, [["KEY", "OWNER", "CREATED (UTC)", "EXPIRES", "REVOKED", "SCOPES"], .. keys.Select(key => new[]
        {
            key.Id, key.Owner, Time(key.CreatedAt), Time(key.ExpiresAt), Time(key.RevokedAt), Words(key.Scopes),
        })]);
        return ExitCode.Ok;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(Id);
        await using var database = Open(parsed);
        await Keys(database).RevokeAsync(id, cancellationToken);
        Write(parsed, new JsonObject { ["id"] = id, ["revoked"] = true }, $"{id} revoked");
        return ExitCode.Ok;
    }

    private static SqlDatabase Open(ParseResult parsed) =>
        SqlDatabase.Open(new DataFolder(Path.GetFullPath(parsed.GetRequiredValue(ServeOptions.Data))));

    private static ApiKeys Keys(SqlDatabase database) => new(new SqlKeyStore(database), TimeProvider.System);

    private static void Write(ParseResult parsed, JsonObject document, string text)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, document);
        }
        else
        {
            output.WriteLine(text);
        }
    }

    private static JsonObject Document(ApiKey key) => new()
    {
        ["id"] = key.Id,
        ["owner"] = key.Owner,
        ["scopes"] = Words(key.Scopes),
        ["created"] = key.CreatedAt,
        ["expires"] = key.ExpiresAt,
        ["revoked"] = key.RevokedAt,
    };

    private static string Words(Scopes scopes) => scopes.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;
}
