using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Packages.Containers;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>Outputs that lead elsewhere.</summary>
public sealed class HostileOutputTests : IDisposable
{
    private readonly CommandJob _job = new() { Site = new() { Containers = ContainerProgram.Bubblewrap, MaxMemoryMiB = 512 } };

    public HostileOutputTests() => TestImages.Need("bwrap");

    public void Dispose() => _job.Dispose();

    [SkippableTheory]
    [InlineData("ln -s /etc/passwd out.txt")]
    [InlineData("mkfifo out.txt")]
    [InlineData("mkdir out.txt")]
    [InlineData("mkdir d; ln -s /etc d/x; ln -s d/x/passwd out.txt")]
    public async Task Only_plain_files_are_outputs(string script)
    {
        var problem = await _job.FailAsync(CommandJob.Script(script, outputs: """{"out": {"schema": {"type": "string"}}}"""));

        Assert.Equal(ProblemKind.ProcessFailed, problem.Kind);
        Assert.StartsWith("The output 'out' is missing", problem.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("../*")]
    [InlineData("/etc/passwd")]
    [InlineData("link/*")]
    public async Task A_pattern_reaches_no_further_than_the_working_folder(string glob)
    {
        var package = CommandJob.Script("ln -s /etc link; echo a > a.txt");
        package["unit"]!["bindings"] = System.Text.Json.Nodes.JsonNode.Parse($$"""{"outputBindings": {"out": {"glob": "{{glob}}"} } }""");
        await _job.RunAsync(package);

        Assert.Empty(_job.Outputs);
    }

    [SkippableFact]
    public async Task An_output_with_dots_in_its_name_stays_in_the_folder()
    {
        await _job.RunAsync(CommandJob.Script(
            "for a; do last=$a; done; echo done > $last; ls -la > ../x 2>/dev/null; true",
            outputs: """{"../../evil": {"schema": {"type": "string", "contentEncoding": "binary", "contentMediaType": "text/plain"}, "additionalParameters": [{"name": "pattern", "value": "value"}]}}"""));

        Assert.StartsWith(_job.Folder + "/output_script_", Path.GetFullPath(_job.FileOf("../../evil")), StringComparison.Ordinal);
        Assert.Equal("done\n", await File.ReadAllTextAsync(_job.FileOf("../../evil")));
    }

    [SkippableFact]
    public async Task A_file_of_another_kind_than_promised_is_refused()
    {
        var problem = await _job.FailAsync(CommandJob.Script(
            "echo no picture > out.tif", outputs: """{"out": {"schema": {"type": "string", "contentEncoding": "binary", "contentMediaType": "image/tiff"}}}"""));

        Assert.Equal("The output 'out' should be image/tiff, but the file that the command left ('out.tif') is text/plain.", problem.Message);
    }
}
