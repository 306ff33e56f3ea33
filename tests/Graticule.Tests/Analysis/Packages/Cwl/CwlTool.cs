using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Packages.Cwl;

/// <summary>What cwltool, the reference implementation, says of documents. It starts slowly, so one start serves many of them.</summary>
internal static class CwlTool
{
    private const string Python = "/usr/bin/python3";
    private const string Program = "/usr/bin/cwltool";

    private const string Validate =
        """
        import functools, io, sys
        from cwltool import load_tool, main, process
        # The schema of a version is read anew for each document otherwise, which takes a second.
        process.get_schema = load_tool.get_schema = functools.lru_cache(process.get_schema)
        for name in sys.argv[1:]:
            said = io.StringIO()
            try:
                code = main.main(["--validate", "--quiet", "--disable-color", "--disable-js-validation", name], stdout=io.StringIO(), stderr=said)
            except BaseException as error:
                code, said = 1, io.StringIO(repr(error))
            print(code, flush=True)
            print(said.getvalue(), file=sys.stderr)
        """;

    internal static void Need() => Skip.IfNot(File.Exists(Program), "cwltool (package cwltool) is not installed");

    /// <summary>For each document, whether cwltool takes it; the text says why not.</summary>
    internal static async Task<(IReadOnlyList<bool> Accepted, string Said)> ValidateAsync(IReadOnlyList<(string Name, string Text, string Fragment)> documents)
    {
        var folder = Directory.CreateTempSubdirectory("cwl");
        try
        {
            List<string> names = [];
            foreach (var (name, text, fragment) in documents)
            {
                var path = Path.Combine(folder.FullName, name);
                await File.WriteAllTextAsync(path, text);
                names.Add(path + fragment);
            }

            var (output, said) = await RunAsync(Python, ["-c", Validate, .. names], folder.FullName);
            var codes = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(codes.Length == documents.Count, said);
            return ([.. codes.Select(code => code == "0")], said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs a packed document without containers, and gives what it prints.</summary>
    internal static async Task<JsonNode> ExecuteAsync(JsonObject packed, string entryId, JsonObject inputs)
    {
        var folder = Directory.CreateTempSubdirectory("cwl");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "packed.json"), packed.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "inputs.json"), inputs.ToJsonString());
            var (output, said) = await RunAsync(Program, ["--quiet", "--no-container", "--outdir", "out", "packed.json" + entryId, "inputs.json"], folder.FullName);
            Assert.True(output.Length > 0, said);
            return JsonNode.Parse(output)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Output, string Said)> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var process = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (said[0], said[1]);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
