using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Raster.Pixels;
using Graticule.Raster.Rendering;
using Graticule.Server.Maps;
using Graticule.Tests.Raster;
using Graticule.Tests.Raster.Rendering;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Maps;

public sealed class RenderClientTests : IDisposable
{
    private readonly TestRaster _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_are_those_of_the_renderer_itself()
    {
        var path = _folder.Write("a.tif", 300, PixelType.UInt16, 7, OwnGridTests.Noise(300, 300, 3000, 1));
        using var inside = new MapRenderer();
        await using var client = Open();
        var request = OwnGridTests.Window(path, 10, 10, 200, 100) with { Style = "viridis", Range = (0, 3000) };
        var (x, y) = ((request.Box.MinX + request.Box.MaxX) / 2, (request.Box.MinY + request.Box.MaxY) / 2);

        Assert.Equal((await inside.DrawAsync(request, default)).ToArray(), (await client.DrawAsync(request, default)).ToArray());
        Assert.Equivalent(await inside.DescribeAsync(new(path, "EPSG:3857"), default), await client.DescribeAsync(new(path, "EPSG:3857"), default));
        Assert.Equivalent(await inside.ProbeAsync(new(path, null, x, y), default), await client.ProbeAsync(new(path, null, x, y), default));
        await client.WriteAsync(new() { Path = path, Target = _folder.PathOf("copy.tif") }, default);
        Assert.Equal(TestRaster.Read(path), TestRaster.Read(_folder.PathOf("copy.tif")));
    }

    [Fact]
    public async Task Killing_the_process_under_load_loses_no_answer()
    {
        var path = _folder.Write("a.tif", 600, PixelType.UInt16, null, OwnGridTests.Noise(600, 600, 3000, 2));
        await using var client = Open();
        var request = OwnGridTests.Window(path, 0, 0, 600, 600) with { Range = (0, 3000) };
        var expected = (await client.DrawAsync(request, default)).ToArray();
        List<int> killed = [];
        var answered = 0;
        using var over = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                Assert.Equal(expected, (await client.DrawAsync(request, default)).ToArray());
                Interlocked.Increment(ref answered);
            }
        })).ToList();

        for (var i = 0; i < 3; i++)
        {
            // Each of the four has asked the new process and not only the one before.
            var before = Volatile.Read(ref answered);
            await WaitAsync(() => load.Exists(task => task.IsCompleted) || Volatile.Read(ref answered) > before + 12);
            killed.Add(client.ProcessId!.Value);
            using var process = Process.GetProcessById(killed[^1]);
            process.Kill();
        }

        await WaitAsync(() => load.Exists(task => task.IsCompleted) || (client.ProcessId is { } id && !killed.Contains(id)));
        await over.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(3, killed.Distinct().Count());
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_and_the_process_lives_on()
    {
        var path = _folder.Write("a.tif", 600, PixelType.UInt16, null, OwnGridTests.Noise(600, 600, 3000, 3));
        var cut = _folder.PathOf("cut.tif");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(path))[..300_000]);
        await using var client = Open();
        await client.DescribeAsync(new(path), default);
        var before = client.ProcessId;

        var fault = await Assert.ThrowsAsync<MapRequestException>(() => client.DrawAsync(OwnGridTests.Window(cut, 0, 0, 600, 600) with { Range = (0, 1) }, default));

        Assert.Equal(nameof(MapRequest.Path), fault.Part);
        Assert.Contains("cut.tif", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Folder, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(before);
        Assert.Equal(before, client.ProcessId);
    }

    [Fact]
    public async Task More_requests_than_may_wait_are_refused()
    {
        var path = _folder.Write("a.tif", 600, PixelType.UInt16, null, OwnGridTests.Noise(600, 600, 3000, 4));
        await using var client = Open(RenderProgram.Options with { Threads = 1, MostWaiting = 2 });
        var request = OwnGridTests.Window(path, 0, 0, 600, 600) with { Range = (0, 3000), Width = 2000, Height = 2000 };

        var asked = Enumerable.Range(0, 8).Select(_ => client.DrawAsync(request, default)).ToList();
        var refused = 0;
        foreach (var task in asked)
        {
            try
            {
                await task;
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Unavailable)
            {
                refused++;
            }
        }

        Assert.Equal(5, refused);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_the_next_request_is_served()
    {
        var path = _folder.Write("a.tif", 600, PixelType.UInt16, null, OwnGridTests.Noise(600, 600, 3000, 5));
        await using var client = Open(RenderProgram.Options with { Deadline = TimeSpan.FromSeconds(2) });
        var request = OwnGridTests.Window(path, 0, 0, 600, 600) with { Range = (0, 3000) };
        await client.DrawAsync(request, default);
        var first = client.ProcessId!.Value;

        // A stopped process stands for native code that never returns.
        using (var stop = Process.Start("kill", ["-STOP", $"{first}"]))
        {
            await stop.WaitForExitAsync();
        }

        await WaitAsync(() => Array.TrueForAll(Directory.GetDirectories($"/proc/{first}/task"), thread => File.ReadAllText($"{thread}/stat").Contains(") T ", StringComparison.Ordinal)));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.DrawAsync(request, default));

        Assert.Equal(ProblemKind.Unavailable, problem.Problem.Kind);
        await client.DrawAsync(request, default);
        Assert.NotEqual(first, client.ProcessId);
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_a_problem_that_may_pass()
    {
        await using var client = Open(new() { Program = "/nowhere/graticule" });

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.DescribeAsync(new("/nowhere/a.tif"), default));

        Assert.Equal(ProblemKind.Unavailable, problem.Problem.Kind);
    }

    [Fact]
    public async Task The_process_ends_with_its_server()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-render-test-");
        var start = new ProcessStartInfo(RenderProgram.Options.Program, [.. RenderProgram.Options.Arguments, Path.Combine(folder.FullName, "s")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());

        process.StandardInput.Close();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(patience.Token);
        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }

    private static RenderClient Open(RenderOptions? options = null) =>
        new(options ?? RenderProgram.Options, TimeProvider.System, NullLogger<RenderClient>.Instance);

    private static async Task WaitAsync(Func<bool> holds)
    {
        var started = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen within a minute.");
            await Task.Delay(5);
        }
    }
}
