using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>The API's names for the six states.</summary>
internal static class Words
{
    private static readonly (string Word, JobState State)[] Table =
    [
        ("created", JobState.Created),
        ("accepted", JobState.Queued),
        ("running", JobState.Running),
        ("successful", JobState.Succeeded),
        ("failed", JobState.Failed),
        ("dismissed", JobState.Cancelled),
    ];

    /// <summary>The six states as this program writes them.</summary>
    public static string[] States { get; } = [.. Table.Select(row => row.State.ToString().ToLowerInvariant())];

    /// <summary>The API's word for a state that is written as this program writes it.</summary>
    public static string Of(string state) =>
        Table.FirstOrDefault(row => row.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)).Word ?? state;

    /// <exception cref="ProblemException">A word that no server of this API sends.</exception>
    public static JobState StateOf(string? word)
    {
        foreach (var (known, state) in Table)
        {
            if (known == word)
            {
                return state;
            }
        }

        throw new ProblemException(ProblemKind.Unsupported, $"The server calls the job's status '{word}', which is no status of this API.");
    }
}
