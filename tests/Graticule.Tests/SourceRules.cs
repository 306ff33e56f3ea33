using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Graticule.Tests;

/// <summary>What ARCHITECTURE.md says of the source as text: where things may be named, and how long a file may be.</summary>
public sealed partial class SourceRules
{
    private const int MostLines = 400;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    [Fact]
    public void Native_functions_are_declared_where_the_map_says()
    {
        string[] homes = ["src/Graticule.Raster/Gdal/", "src/Graticule.Jobs/Execution/", "src/Graticule.Jobs/Inputs/"];

        Assert.Empty(Sources("src").Where(file => Native().IsMatch(File.ReadAllText(file.Full))
            && !homes.Any(home => file.Name.StartsWith(home, StringComparison.Ordinal))).Select(file => file.Name));
    }

    [Fact]
    public void Gdal_is_named_as_a_library_in_its_folder_alone() =>
        Assert.Empty(Sources("src").Where(file => !file.Name.StartsWith("src/Graticule.Raster/Gdal/", StringComparison.Ordinal)
            && File.ReadAllText(file.Full).Contains("libgdal", StringComparison.Ordinal)).Select(file => file.Name));

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Assert.Empty(Sources("src", "tests", "bench").Where(file => File.ReadLines(file.Full).Count() > MostLines).Select(file => file.Name));

    [Fact]
    public void The_median_file_is_short()
    {
        var lengths = Sources("src").Select(file => File.ReadLines(file.Full).Count()).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 80);
    }

    [Fact]
    public void Dialects_never_name_each_other()
    {
        var dialects = Directory.GetDirectories(Path.Combine(Root, "src/Graticule.Server/Dialects")).Select(Path.GetFileName).ToList();

        Assert.NotEmpty(dialects);
        Assert.Empty(Sources("src/Graticule.Server/Dialects").Where(file =>
            dialects.Any(other => !file.Name.Contains($"/{other}/", StringComparison.Ordinal)
                && File.ReadAllText(file.Full).Contains($"Dialects.{other}", StringComparison.Ordinal))).Select(file => file.Name));
    }

    [Fact]
    public void The_words_of_a_dialect_stay_in_its_folder()
    {
        // Application packages carry a description in the words of the standard, whichever dialect they came through.
        const string Reader = "src/Graticule.Analysis/Packages/DescriptionReader.cs";
        string[] words = ["jobID", "processID", "statusInfo", "transmissionMode", "jobControlOptions", "\"successful\"", "\"dismissed\""];

        Assert.Empty(Sources("src/Graticule.Jobs", "src/Graticule.Raster", "src/Graticule.Analysis")
            .Where(file => file.Name != Reader)
            .SelectMany(file => words.Where(word => File.ReadAllText(file.Full).Contains(word, StringComparison.Ordinal)).Select(word => $"{file.Name}: {word}")));
    }

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Assert.Empty(Sources("src").SelectMany(file => Vague().Matches(File.ReadAllText(file.Full)).Select(match => $"{file.Name}: {match.Value}")));

    private static IEnumerable<(string Name, string Full)> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(full => (Path.GetRelativePath(Root, full), full))
        .Where(file => !file.Item1.Contains("/obj/", StringComparison.Ordinal) && !file.Item1.Contains("/bin/", StringComparison.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\[(LibraryImport|DllImport)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Native();

    [GeneratedRegex(@"\b(class|record|interface|struct) \w+(Manager|Helper|Helpers|Util|Utils|Impl)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Vague();
}
