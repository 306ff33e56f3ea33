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
        Description = $"Address of the server; else that of the profile, else $GRATICULE_URL, else {DefaultServer}.",
        HelpName = "URL",
    };

    public static Option<string> Key { get; } = new("--key")
    {
        Description = "API key, or @FILE that holds it; else that of the profile, else $GRATICULE_KEY.",
        HelpName = "KEY",
    };

    public static Option<string> Profile { get; } = new("--profile")
    {
        Description = "Take server and key from this section of ~/.config/rescale/apiconfig; 'graticule profile' writes it.",
        HelpName = "NAME",
    };

    public static Command With(Command command)
    {
        command.Add(Server);
        command.Add(Key);
        command.Add(Profile);
        command.Add(Answer.Json);
        return command;
    }

    public static Api Open(ParseResult parsed) => new(OpenTransport(parsed, takesDefaultProfile: false));

    /// <param name="parsed">The command line.</param>
    /// <param name="takesDefaultProfile">Whether the profile 'default' is meant where nothing else is said: for commands that speak the API whose clients keep that file.</param>
    public static Transport OpenTransport(ParseResult parsed, bool takesDefaultProfile)
    {
        var (server, key) = (parsed.GetValue(Server), parsed.GetValue(Key));
        ApiProfile? profile = null;
        if (parsed.GetValue(Profile) is { } name)
        {
            profile = ApiProfiles.Own.Find(name)
                ?? throw new ProblemException(ProblemKind.NotFound, $"There is no profile '{name}' in {ApiProfiles.Own.FilePath}; 'graticule profile list' names all.");
        }
        else if (takesDefaultProfile && server is null && Variable("GRATICULE_URL") is null)
        {
            profile = ApiProfiles.Own.Find(ApiProfiles.Default);
        }

        return new(Address(server ?? profile?.Server ?? Variable("GRATICULE_URL") ?? DefaultServer), ReadKey(key) ?? profile?.Key ?? ReadKey(Variable("GRATICULE_KEY")));
    }

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static Uri Address(string server) =>
        Uri.TryCreate($"{server.TrimEnd('/')}/", UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? address
            : throw new ProblemException(ProblemKind.InvalidInput, $"'{server}' is not the address of a server; it should look like {DefaultServer}.");

    /// <summary>A key as it is given: itself, or the file that holds it.</summary>
    public static string? ReadKey(string? key) => key is ['@', ..] ? File.ReadAllText(key[1..]).Trim() : key;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
