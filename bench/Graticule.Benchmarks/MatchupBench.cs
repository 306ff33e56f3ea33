using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Execution;

namespace Graticule.Benchmarks;

/// <summary>
/// Match-ups. <c>grids</c>: a million points on four global grids, 593 million pairs counted and averaged, files read included; peers: two k-d trees and a
/// compiled loop over the grid. <c>tracks</c>: all pairs of a million cells and 100,000 points within 1 km, in memory; peer: scipy and pyproj.
/// <c>notebook</c>: all pairs of 720 x 720 cells and 13,000 points within 50 km, and as a job that reads files and writes its results.
/// </summary>
internal static class MatchupBench
{
    private const int Repeats = 3;

    private static string Self => System.Reflection.Assembly.GetExecutingAssembly().Location;

    private static string Cases => Path.Combine(Peers.Data, "matchup");

    public static async Task RunAsync(Report report)
    {
        await RunGridsAsync(report);
        await RunPairsAsync(report, "tracks", 1_000, 0.1);
        await RunPairsAsync(report, "notebook", 50_000, null);
        await RunJobAsync(report);
        if (File.Exists(Path.Combine(Cases, "tracks.npz")))
        {
            var growth = await Command.MeasureAsync(Environment.ProcessPath!, [Self, "matchup-growth", Path.Combine(Cases, "tracks.npz")]);
            report.Say($"growth, radius 1 km, best of 7\n|        cells |    points |     pairs |       time |\n|---|---|---|---|\n{growth.Output}");
        }
    }

    private static async Task RunGridsAsync(Report report)
    {
        if (!Directory.Exists(Path.Combine(Peers.Data, "l4")) || !File.Exists(Path.Combine(Peers.Tools, "matchup.py")))
        {
            report.Say("grids left out: the data or the peers' script is missing");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("graticule-matchup-").FullName;
        var threads = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        List<(JsonNode Told, Command.Run Run)> mine = [];
        Dictionary<string, List<(JsonNode Told, Command.Run Run)>> peers = new(StringComparer.Ordinal);
        for (var k = 0; k < Repeats; k++)
        {
            mine.Add(await ToldAsync(Environment.ProcessPath!, [Self, "matchup-grids", Peers.Data, threads, "0", Path.Combine(folder, "near.bin")]));
            foreach (var peer in (string[])["grid", "lists", "sdm"])
            {
                if (k == 0 || (peer == "grid" && peers.ContainsKey(peer)))
                {
                    await TryAsync(peer);
                }
            }
        }

        report.Say(Line("graticule", mine[0].Told["seconds"]!, mine));
        var found = mine[0].Told;
        foreach (var (peer, runs) in peers)
        {
            report.Say(Line(peer, runs[0].Told["compute_s"]!, runs));
            report.Ratio($"grids / {peer}", mine.Min(run => run.Run.Wall) / runs.Min(run => Number(run.Told, "compute_s")), peer == "grid" ? 0.8 : 0.3);
            report.Ratio($"cpu of grids / {peer}", mine.Min(run => run.Run.Cpu) / runs.Min(run => run.Run.Cpu));
            report.Require(AreSame(runs[0].Told["verify"]!, found), $"the values of {peer} ({found["pairs"]} pairs)");
            var isAsNear = AreAsNear(Path.Combine(folder, "near.bin"), Path.Combine(folder, peer + ".npz"), out var others);
            report.Require(isAsNear, $"the nearest cells of {peer}, but for {others} points that have others as near");
        }

        Directory.Delete(folder, recursive: true);

        async Task TryAsync(string peer)
        {
            try
            {
                var script = Path.Combine(Peers.Tools, "matchup.py");
                var run = await ToldAsync("/usr/bin/python3", [script, "--impl", peer, "--out", Path.Combine(folder, peer + ".npz")]);
                peers.TryAdd(peer, []);
                peers[peer].Add(run);
            }
            catch (InvalidOperationException exception) when (exception.Message.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            {
                report.Say($"{peer} left out: a module of Python is missing");
            }
        }
    }

    private static async Task RunPairsAsync(Report report, string name, double radius, double? target)
    {
        var data = Path.Combine(Cases, name + ".npz");
        var script = Path.Combine("bench", "peers", "matchup_pairs.py");
        if (!File.Exists(data))
        {
            report.Say($"{name} left out: {data} is missing");
            return;
        }

        var metres = radius.ToString(CultureInfo.InvariantCulture);
        var (told, run) = await ToldAsync(Environment.ProcessPath!, [Self, "matchup-pairs", data, metres, "9"]);
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Number(told, "pairs"):n0} pairs, first {Number(told, "first"):0.000} s, best {Number(told, "seconds"):0.000} s, {Number(told, "cpu"):0.000} s cpu, {run.PeakMiB:0} MiB"));
        var (best, cpu) = (double.PositiveInfinity, double.PositiveInfinity);
        foreach (var peer in (string[])["ball", "sdm"])
        {
            var (theirs, _) = await ToldAsync("/usr/bin/python3", [script, data, "--radius", metres, "--impl", peer]);
            report.Say($"{name}: scipy {peer}: {theirs.ToJsonString()}");
            report.Require(Math.Abs(Number(theirs, "pairs") / Number(told, "pairs") - 1) < 0.01, "as many pairs as in the plane, to 1 %");
            (best, cpu) = (Math.Min(best, Number(theirs, "seconds")), Math.Min(cpu, Number(theirs, "cpu")));
        }

        report.Ratio($"{name} / scipy", Number(told, "seconds") / best, target);
        report.Ratio($"cpu of {name} / scipy", Number(told, "cpu") / cpu, target);
        var (geodesic, _) = await ToldAsync("/usr/bin/python3", [script, data, "--radius", metres, "--geodesic", "--repeat", "1"]);
        report.Ratio($"{name} / scipy with geodesics", Number(told, "seconds") / Number(geodesic, "seconds"));
    }

    /// <summary>The same as a job: files read, pairs found, results written.</summary>
    private static async Task RunJobAsync(Report report)
    {
        var files = Path.Combine(Cases, "notebook");
        if (!Directory.Exists(files))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("graticule-matchup-").FullName;
        await Command.MeasureAsync(ServerProcess.Program, ["dataset", "scan", files, "--index", Path.Combine(folder, "observations")]);
        List<(double Seconds, Command.Run Run)> runs = [];
        MatchSummary summary = new(0, 0, 0, 0);
        for (var k = 0; k < Repeats; k++)
        {
            var work = Directory.CreateDirectory(Path.Combine(folder, $"work-{k}")).FullName;
            var spec = new JobSpec
            {
                ProcessId = "matchup",
                Inputs = new()
                {
                    ["primary"] = "cells",
                    ["secondary"] = new JsonArray("drifters"),
                    ["bbox"] = new JsonArray(-180, -90, 180, 90),
                    ["start"] = "2018-03-30T00:00:00Z",
                    ["end"] = "2018-04-03T00:00:00Z",
                    ["timeTolerance"] = 86_400,
                    ["radiusTolerance"] = 50_000,
                },
                Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { ["matches"] = null },
            };
            var settings = new JsonObject { ["observations"] = Path.Combine(folder, "observations") };
            await new Workspace(work).WriteOrderAsync(new JobOrder(JobId.New(TimeProvider.System), 1, spec, Settings: settings), CancellationToken.None);
            var run = await Command.MeasureAsync(ServerProcess.Program, ["run", work]);
            using var found = MatchFile.Open(Directory.EnumerateFiles(work, "*.matches", SearchOption.AllDirectories).Single());
            summary = found.Summary;
            runs.Add((summary.Seconds, run));
        }

        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"notebook as a job: {summary.Pairs:n0} pairs of {summary.Primaries:n0} primaries; reading, matching and writing {runs.Min(run => run.Seconds):0.00} s"));
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"its process: {runs.Min(run => run.Run.Wall):0.00} s wall, {runs.Min(run => run.Run.Cpu):0.00} s cpu, {runs.Max(run => run.Run.PeakMiB):0} MiB"));
        report.Require(runs.Min(run => run.Seconds) < 1, "reading, matching and writing under a second");
        report.Require(runs.Max(run => run.Run.PeakMiB) < 1024, "peak memory under 1 GiB");
        Directory.Delete(folder, recursive: true);
    }

    private static bool AreSame(JsonNode expected, JsonNode found)
    {
        var means = expected["mean_sst"]!;
        return Number(expected, "points") == Number(found, "points") && Number(expected, "pairs") == Number(found, "pairs")
            && Number(expected, "points_with_match") == Number(found, "points_with_match") && Number(expected, "dist_m_mean") == Number(found, "dist_m_mean")
            && Math.Abs(Number(expected, "once_mean") - Number(found, "once_mean")) < 2e-6
            && Number(means, "mean") == Number(found, "mean") && Number(means, "qsum") == Number(found, "qsum");
    }

    private static double Number(JsonNode told, string key) => told[key]!.GetValue<double>();

    private static string Line(string who, JsonNode first, List<(JsonNode Told, Command.Run Run)> runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"grids: {who}: {runs.Min(run => run.Run.Wall):0.00} s wall and {runs.Min(run => run.Run.Cpu):0.00} s cpu with its start, {runs.Max(run => run.Run.PeakMiB):0} MiB; "
        + $"the first run {first} s without");

    private static async Task<(JsonNode Told, Command.Run Run)> ToldAsync(string program, IReadOnlyList<string> arguments)
    {
        var run = await Command.MeasureAsync(program, arguments);
        var line = run.Output.Split('\n').Last(line => line.Contains('{', StringComparison.Ordinal));
        return (JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..])!, run);
    }

    /// <summary>Whether all nearest cells are those of a peer, or as far to 10 µm: peers compare cosines, which tell no less apart.</summary>
    private static bool AreAsNear(string mine, string peer, out int others)
    {
        using var archive = new NpyArchive(peer);
        var (cells, distances) = (archive.Read<long>("near"), archive.Read<double>("dist"));
        var own = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(mine));
        others = 0;
        for (var k = 0; k < cells.Length; k++)
        {
            others += own[2 * k] != cells[k] ? 1 : 0;
            if (own[2 * k] != cells[k] && Math.Abs(own[(2 * k) + 1] - distances[k]) > 1e-5)
            {
                return false;
            }
        }

        return own.Length == 2 * cells.Length;
    }
}
