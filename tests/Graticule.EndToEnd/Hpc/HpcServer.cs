using System.Text.RegularExpressions;

namespace Graticule.EndToEnd.Hpc;

/// <summary>A server with keys of two users, an expired one, and a project with a small budget; a home folder with a profile of the first user.</summary>
public sealed partial class HpcServer : IAsyncLifetime, IDisposable
{
    private const string Configuration =
        """
        projects:
          - { id: default, name: Default project }
          - { id: small, name: Small budget, budget: 22 }
        throttling: { jobSubmission: 0 }
        coreTypes:
          - { code: granite, name: Granite, cores: [2, 4, 8], price: 0.05, processorInfo: Test }
          - { code: gold, name: Gold, cores: [1], price: 7200, processorInfo: Test }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-hpc-").FullName;
    private RunningServer? _server;

    public string Address => _server!.Address;

    /// <summary>Of the user whose profile is in the home folder.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Of another user.</summary>
    public string OtherKey { get; private set; } = "";

    /// <summary>A home folder.</summary>
    public string Home => Path.Combine(_folder, "home");

    public async Task InitializeAsync()
    {
        var configuration = Path.Combine(_folder, "hpc.yaml");
        await File.WriteAllTextAsync(configuration, Configuration + MoreCoreTypes());
        _server = new(["--hpc", configuration]);
        await _server.InitializeAsync();
        Key = await MakeKeyAsync("ann");
        OtherKey = await MakeKeyAsync("bob");
        var profile = Directory.CreateDirectory(Path.Combine(Home, ".config/rescale")).FullName;
        await File.WriteAllTextAsync(Path.Combine(profile, "apiconfig"), $"[default]\napibaseurl = {Address}\napikey = {Key}\n");
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _server?.Dispose();

    /// <summary>Runs a script of this folder in a new folder with the notebook's inputs.</summary>
    internal async Task<Finished> RunScriptAsync(TimeSpan within, string script, params string[] arguments)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
        var sources = Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/Hpc");
        Directory.CreateDirectory(Path.Combine(folder, "job_inputs"));
        foreach (var input in Directory.GetFiles(Path.Combine(sources, "job_inputs")))
        {
            File.Copy(input, Path.Combine(folder, "job_inputs", Path.GetFileName(input)));
        }

        return await BuiltProgram.RunAsync(within, "/usr/bin/python3", [Path.Combine(sources, script), .. arguments], folder, ("HOME", Home), ("PYTHONDONTWRITEBYTECODE", "1"));
    }

    /// <summary>More than a page of them.</summary>
    private static string MoreCoreTypes() => string.Concat(
        Enumerable.Range(1, 10).Select(number => $"\n  - {{ code: stone{number}, name: Stone {number}, cores: [1, 2], price: 0.1, processorInfo: Test }}"));

    private async Task<string> MakeKeyAsync(string owner)
    {
        var made = await BuiltProgram.RunAsync("key", "create", "--data", _server!.Data, "--owner", owner);
        return Secret().Match(made.Output + made.Error) is { Success: true } found ? found.Value : throw new InvalidOperationException(made.Output + made.Error);
    }

    [GeneratedRegex("grt_[A-Za-z0-9_-]{43}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}

/// <summary>One server for all tests of the dialect.</summary>
[CollectionDefinition(Name)]
public sealed class HpcServerCollection : ICollectionFixture<HpcServer>
{
    public const string Name = "hpc";
}
