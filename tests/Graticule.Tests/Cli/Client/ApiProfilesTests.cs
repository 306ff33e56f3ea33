using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Tests.Cli.Client;

public sealed class ApiProfilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private string File => Path.Combine(_folder, "rescale", "apiconfig");

    private ApiProfiles Profiles => new(File);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_file_there_is_no_profile() => Assert.Empty(Profiles.Read());

    [Fact]
    public void A_profile_comes_back_as_it_was_saved_without_the_slash_and_for_its_user_only()
    {
        Profiles.Save("default", new("http://127.0.0.1:8080/", "secret"));

        Assert.Equal(new ApiProfile("http://127.0.0.1:8080", "secret"), Profiles.Find("default"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Scripts_that_read_the_second_and_third_line_get_the_default_address_and_key()
    {
        Profiles.Save("other", new("https://b.example.org", "two"));
        Profiles.Save("default", new("https://a.example.org", "one"));

        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal(["[default]", "apibaseurl = https://a.example.org", "apikey = one"], lines[..3]);
        Assert.Equal(new ApiProfile("https://b.example.org", "two"), Profiles.Find("other"));
    }

    [Fact]
    public void What_others_wrote_is_read_with_quotes_comments_and_colons_and_stays()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "# mine\n[default]\nApiBaseUrl: 'https://a.example.org/'\napikey=\"one\"\n; a remark\nregion = eu\n\n[b]\napibaseurl = https://b.example.org\n");

        Assert.Equal([("default", new("https://a.example.org", "one")), ("b", new ApiProfile("https://b.example.org", null))], Profiles.Read());
        Profiles.Save("default", new("https://c.example.org", "three"));

        Assert.Equal("https://c.example.org", Profiles.Find("default")!.Server);
        Assert.Equal("https://b.example.org", Profiles.Find("b")!.Server);
        Assert.Contains("region = eu", System.IO.File.ReadAllLines(File));
    }

    [Fact]
    public void A_removed_profile_is_gone_and_the_others_are_not()
    {
        Profiles.Save("a", new("https://a.example.org", null));
        Profiles.Save("b", new("https://b.example.org", null));

        Assert.True(Profiles.Remove("a"));
        Assert.False(Profiles.Remove("a"));
        Assert.Equal("b", Profiles.Read().Single().Name);
    }

    [Theory]
    [InlineData("x]y", "https://a.example.org", "k")]
    [InlineData("", "https://a.example.org", "k")]
    [InlineData("a", "https://a.example.org\napikey = stolen", "k")]
    [InlineData("a", "https://a.example.org", "k\n[default]")]
    public void What_would_change_the_rest_of_the_file_is_refused(string name, string server, string key)
    {
        Assert.Equal(ProblemKind.InvalidInput, Assert.Throws<ProblemException>(() => Profiles.Save(name, new(server, key))).Problem.Kind);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_section_without_an_address_is_a_fault_that_names_it()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "[half]\napikey = k\n");

        Assert.Contains("'half'", Assert.Throws<ProblemException>(() => Profiles.Find("half")).Problem.Message, StringComparison.Ordinal);
    }
}
