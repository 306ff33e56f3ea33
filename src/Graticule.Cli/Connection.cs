using System.CommandLine;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>Which server a client command talks to, and with which key.</summary>
internal static class Connection
{
    private const string DefaultServer = "http://127.0.0.1:8080";

    public static Option<string> Server { get; } = new("--server")
    {
        Description = $"Address of the server; else $GRATICULE_URL, else {DefaultServer}.",
        HelpName = "URL",
    };

    public static Option<string> Key { get; } = new("--key")
    {
        Description = "API key, or @FILE that holds it; else $GRATICULE_KEY.",
        HelpName = "KEY",
    };

    public static Command With(Command command)
    {
        command.Add(Server);
        command.Add(Key);
        command.Add(Answer.Json);
        return command;
    }

    public static Api Open(ParseResult parsed)
    {
        var server = parsed.GetValue(Server) ?? Variable("GRATICULE_URL") ?? DefaultServer;
        if (!Uri.TryCreate($"{server.TrimEnd('/')}/", UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"'{server}' is not the address of a server; it should look like {DefaultServer}.");
        }

        var key = parsed.GetValue(Key) ?? Variable("GRATICULE_KEY");
        return new(new(address, key is ['@', ..] ? File.ReadAllText(key[1..]).Trim() : key));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
