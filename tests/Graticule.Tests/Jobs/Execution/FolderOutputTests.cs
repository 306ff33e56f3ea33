using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Execution;

/// <summary>Folders of files on their way from a workspace into the store.</summary>
public sealed class FolderOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private readonly FolderFileStore _files;
    private readonly Workspace _workspace;

    public FolderOutputTests()
    {
        _files = new(Path.Combine(_folder.Path, "files"));
        _workspace = new(Directory.CreateDirectory(Path.Combine(_folder.Path, "work")).FullName);
        Write("stac/catalog.json", "{}");
        Write("stac/item/a.tif", "II*");
    }

    private static JobOutput Report { get; } = new("out", "application/json", FileKey: "stac/catalog.json", FolderKey: "stac");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_file_keeps_its_path()
    {
        var kept = Assert.Single(await AdoptAsync(Report));

        Assert.Equal(($"jobs/{_job}/stac", $"jobs/{_job}/stac/catalog.json", 5L), (kept.FolderKey, kept.FileKey, kept.Length));
        Assert.Equal("II*", await File.ReadAllTextAsync(_files.FindPath(kept.KeyOf("item/a.tif"))!));
    }

    [Fact]
    public async Task After_a_crash_in_the_middle_the_rest_follows()
    {
        await _files.AdoptAsync($"jobs/{_job}/stac/catalog.json", Path.Combine(_workspace.Path, "stac/catalog.json"), default);

        var kept = Assert.Single(await AdoptAsync(Report));
        var again = Assert.Single(await AdoptAsync(Report));

        Assert.Equal(5, kept.Length);
        Assert.Equal(kept, again);
    }

    [Fact]
    public async Task A_folder_without_a_main_file_gets_a_list()
    {
        var kept = Assert.Single(await AdoptAsync(Report with { FileKey = null }));

        Assert.Equal(
            """{"files":[{"path":"catalog.json","length":2},{"path":"item/a.tif","length":3}]}""", await File.ReadAllTextAsync(_files.FindPath(kept.FileKey!)!));
    }

    [Fact]
    public async Task One_folder_may_be_two_outputs()
    {
        var kept = await AdoptAsync(Report, Report with { Name = "again" });

        Assert.Equal(kept[0].FileKey, kept[1].FileKey);
    }

    [Theory]
    [InlineData("ln -s /etc/passwd stac/link", "'link' is a symbolic link")]
    [InlineData("ln -s .. stac/item/up", "'item/up' is a symbolic link")]
    [InlineData("mkfifo stac/pipe", "'pipe' is a pipe")]
    [InlineData("rm -r stac; ln -s /etc stac", "'stac' is no folder")]
    [InlineData("rm -r stac", "'stac' is no folder")]
    [InlineData("rm stac/catalog.json", "'stac/catalog.json' is missing")]
    public async Task What_is_not_plain_files_is_refused_and_nothing_stays(string command, string message)
    {
        using (var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = _workspace.Path })!)
        {
            await shell.WaitForExitAsync();
        }

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => AdoptAsync(Report));

        Assert.Equal(ProblemKind.ProcessFailed, refusal.Problem.Kind);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await _files.ListAsync($"jobs/{_job}/", default).ToListAsync());
    }

    [Theory]
    [InlineData("../stac")]
    [InlineData("/etc")]
    [InlineData("..")]
    public async Task A_folder_elsewhere_is_refused(string name)
    {
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => AdoptAsync(new JobOutput("out", "application/json", FolderKey: name)));

        Assert.Contains("must be a plain name", refusal.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<JobOutput>> AdoptAsync(params JobOutput[] outputs) => WorkspaceOutputs.AdoptAsync(_job, _workspace, outputs, _files, default);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_workspace.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
