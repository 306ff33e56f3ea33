using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule profile</c>: servers and keys under names, in the file that clients of Rescale's API read.</summary>
internal static class ProfileCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Name of the profile.", DefaultValueFactory = _ => ApiProfiles.Default };

    public static Command Create() => new("profile", $"Servers and keys under names, in {ApiProfiles.Own.FilePath}.")
    {
        CreateList(),
        CreateSet(),
        CreateRemove(),
    };

    private static Command CreateList()
    {
        Command command = new("list", "Name the profiles.") { Answer.Json };
        command.SetAction(parsed =>
        {
            var profiles = ApiProfiles.Own.Read();
            var output = parsed.InvocationConfiguration.Output;
            if (Answer.WantsJson(parsed))
            {
                Answer.WriteJson(output, new JsonArray([.. profiles.Select(Document)]));
            }
            else
            {
                Answer.WriteTable(output, [["NAME", "SERVER", "KEY"], .. profiles.Select(found => (string[])[found.Name, found.Profile.Server, Masked(found.Profile.Key)])]);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateSet()
    {
        Command command = new("set", "Add a profile, or change one: what is not given stays.") { Name, Connection.Server, Connection.Key };
        command.SetAction(parsed =>
        {
            var (profiles, name) = (ApiProfiles.Own, parsed.GetRequiredValue(Name));
            var old = profiles.Find(name);
            var server = parsed.GetValue(Connection.Server) ?? old?.Server
                ?? throw new ProblemException(ProblemKind.InvalidInput, $"There is no profile '{name}' yet: give its address with --server URL.");
            profiles.Save(name, new(Connection.Address(server).ToString(), Connection.ReadKey(parsed.GetValue(Connection.Key)) ?? old?.Key));
            parsed.InvocationConfiguration.Error.WriteLine($"The profile '{name}' is in {profiles.FilePath}.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateRemove()
    {
        Command command = new("remove", "Remove a profile.") { Name };
        command.SetAction(parsed => ApiProfiles.Own.Remove(parsed.GetRequiredValue(Name))
            ? ExitCode.Ok
            : throw new ProblemException(ProblemKind.NotFound, $"There is no profile '{parsed.GetRequiredValue(Name)}'; 'graticule profile list' names all."));
        return command;
    }

    private static JsonObject Document((string Name, ApiProfile Profile) found) => new()
    {
        ["name"] = found.Name,
        ["server"] = found.Profile.Server,
        ["hasKey"] = found.Profile.Key is not null,
    };

    /// <summary>Enough to tell keys apart, and nothing to use.</summary>
    private static string Masked(string? key) => key switch
    {
        null => "none",
        { Length: < 12 } => "****",
        _ => $"****{key[^4..]}",
    };
}
