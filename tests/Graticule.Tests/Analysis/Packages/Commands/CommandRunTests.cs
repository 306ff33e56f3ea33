using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Commands;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Packages.Containers;

namespace Graticule.Tests.Analysis.Packages.Commands;

public sealed class CommandRunTests : IDisposable
{
    private readonly CommandJob _job = new() { Site = new() { Containers = ContainerProgram.Bubblewrap } };

    public CommandRunTests() => TestImages.Need("bwrap");

    public void Dispose() => _job.Dispose();

    [SkippableTheory]
    [InlineData("; rm -rf /job")]
    [InlineData("$(id) `id` ${HOME} $HOME")]
    [InlineData("a 'b' \"c\" \\d")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("-rf")]
    [InlineData("*")]
    [InlineData("Ärger 雨 🌧")]
    public async Task A_value_reaches_the_command_as_it_is(string text)
    {
        await _job.RunAsync(CommandJob.Script("printf %s $# > count.txt; cat > out.txt <<END\n$1\nEND"), new() { ["text"] = text }, new() { ["out"] = null });

        Assert.Equal(text, _job.Value("out")!.ToString());
    }

    [SkippableFact]
    public async Task A_failure_names_step_command_exit_code_and_last_words()
    {
        var problem = await _job.FailAsync(CommandJob.Script("echo fine; printf '\\033[31mbad\\033[0m \\007thing\\n' >&2; exit 42"));

        Assert.Equal(ProblemKind.ProcessFailed, problem.Kind);
        Assert.Contains("The step 'script' failed with exit code 42. Command: sh -c", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Its last words: bad  thing", problem.Message, StringComparison.Ordinal);
        var steps = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_job.Folder, "steps.json")))!.AsArray();
        Assert.Equal(42, steps[0]!["exitCode"]!.GetValue<int>());
    }

    [SkippableFact]
    public async Task A_program_that_the_image_lacks_is_named()
    {
        var package = CommandJob.Script("no-such-tool");

        Assert.Contains("(127: the program was not found in the image.)", (await _job.FailAsync(package)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_image_that_is_not_here_says_how_it_could_be()
    {
        var problem = await _job.FailAsync(CommandJob.Script("true", image: "docker://otbtf/9.9"));

        Assert.Equal(ProblemKind.Unsupported, problem.Kind);
        Assert.Contains("'otbtf_9.9.sif'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--registry docker.io", problem.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Without_an_entry_point_the_images_own_command_is_run()
    {
        var package = CommandJob.Script("");
        package["description"]!.AsObject().Remove("additionalParameters");
        package["unit"]!["image"] = "boxed.sif";

        await _job.RunAsync(package, new() { ["text"] = "hello" });

        Assert.Equal("own command: hello\n", _job.Log);
    }

    [SkippableFact]
    public async Task Without_an_entry_point_and_a_command_of_the_image_the_job_says_so()
    {
        var package = CommandJob.Script("");
        package["description"]!.AsObject().Remove("additionalParameters");

        Assert.Contains("'entry-point'", (await _job.FailAsync(package)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_record_of_a_step_says_what_it_took()
    {
        await _job.RunAsync(CommandJob.Script("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; head -c 60000000 /dev/zero | tail -n 1 | wc -c > out.txt"));

        var step = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_job.Folder, "steps.json")))!.AsArray()[0]!;
        Assert.Equal(0, step["exitCode"]!.GetValue<int>());
        Assert.InRange(step["cpuSeconds"]!.GetValue<double>(), 0.02, 60);
        Assert.InRange(step["seconds"]!.GetValue<double>(), 0.02, 60);
        Assert.InRange(step["peakMiB"]!.GetValue<double>(), 1, 1000);
        Assert.Equal("step.log", step["log"]!.GetValue<string>());
    }

    [SkippableFact]
    public async Task The_programs_of_the_machine_serve_where_the_operator_says_so()
    {
        _job.Site = _job.Site with { AllowsHostPrograms = true };

        await _job.RunAsync(CommandJob.Script("cat /etc/shadow; ls / > out.txt", image: "nowhere"));

        Assert.DoesNotContain(_job.Log.Split('\n'), line => line.StartsWith("root:", StringComparison.Ordinal));
        Assert.DoesNotContain("home", _job.Value("out")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_no_command_line_holds_are_refused_before()
    {
        var process = new CommandLoader().Load("script", CommandJob.Script("true"));

        Assert.Equal("/inputs/text", Assert.Single(process.Check(new() { ProcessId = "script", Inputs = new() { ["text"] = "a\0b" } })).Pointer);
        Assert.Equal("/inputs/text", Assert.Single(process.Check(new() { ProcessId = "script", Inputs = new() { ["text"] = new string('x', 200_000) } })).Pointer);
    }
}
