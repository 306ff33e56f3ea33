using Graticule.Analysis.Packages.Containers;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>
/// How a command begins: the additional parameter <c>entry-point</c>. The words of <c>singularity exec IMAGE</c> before it name the
/// image; whichever container program is there serves it.
/// </summary>
/// <param name="Image">The image that it names; null: none.</param>
/// <param name="Words">Program and first arguments; after <c>singularity run</c> and when empty, arguments of the image's own command.</param>
/// <param name="Environment">Variables that it sets with <c>--env</c>.</param>
internal sealed record EntryPoint(string? Image, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether the image's own command is run.</summary>
    public bool IsOwnCommand { get; private init; }

    private static readonly string[] Singularity = ["singularity", "apptainer"];

    /// <exception cref="ProblemException">InvalidInput or Unsupported: the entry point cannot be used.</exception>
    public static EntryPoint Of(ProcessDescription process)
    {
        var words = Split(AdditionalText.Of(process.AdditionalParameters, "entry-point") ?? "");
        if (words.Count == 0 || !Singularity.Contains(words[0], StringComparer.Ordinal))
        {
            return new(null, words, new Dictionary<string, string>(StringComparer.Ordinal)) { IsOwnCommand = words.Count == 0 };
        }

        var line = SingularityLine.Parse([.. words.Skip(1)]);
        return line.Mounts.Count > 0 || line.Home is not null
            ? throw new ProblemException(
                ProblemKind.Unsupported, "The entry point mounts folders of the machine that it runs on, which no package may; its inputs are mounted by themselves.", "entry-point")
            : new(line.Image, line.Arguments, line.Environment) { IsOwnCommand = line.IsRun };
    }

    /// <summary>Words between blanks; what stands in quotation marks is one word. Nothing else means anything.</summary>
    internal static List<string> Split(string text)
    {
        List<string> words = [];
        var word = new System.Text.StringBuilder();
        var (quote, isWord) = ('\0', false);
        foreach (var letter in text)
        {
            if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isWord = false;
                }
            }
            else if (letter == quote || (quote == '\0' && letter is '"' or '\''))
            {
                quote = letter == quote ? '\0' : letter;
                isWord = true;
            }
            else
            {
                word.Append(letter);
                isWord = true;
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
