using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations.Registration;
using Graticule.Raster.Observations.Registration.Demo;

namespace Graticule.Tests.Analysis.Observations;

/// <summary>Data sets of observations in a folder of their own, registered as an operator would, and runs of processes over them.</summary>
internal sealed class ObservationFolder : IJobEcho, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("graticule-").FullName;
    private int _runs;

    public string Data => Path.Combine(_root, "data");

    public string Index => Path.Combine(_root, "index");

    public List<double> Shares { get; } = [];

    /// <summary>Ends the run when it tells its first progress.</summary>
    public CancellationTokenSource? CancelAtFirstProgress { get; init; }

    /// <summary>A grid of 16-bit numbers of hundredths, one file a call.</summary>
    /// <param name="id">Of the data set.</param>
    /// <param name="times">Seconds since 1970.</param>
    /// <param name="latitudes">Of the rows.</param>
    /// <param name="longitudes">Of the columns.</param>
    /// <param name="valueOf">Of step, row and column; null: missing.</param>
    public void AddGrid(string id, int[] times, double[] latitudes, double[] longitudes, Func<int, int, int, double?> valueOf)
    {
        ClassicNetCdf file = new();
        file.AddDimension("time", times.Length);
        file.AddDimension("lat", latitudes.Length);
        file.AddDimension("lon", longitudes.Length);
        file.Add("time", ["time"], times, ("standard_name", "time"), ("units", "seconds since 1970-01-01 00:00:00"), ("axis", "T"));
        file.Add("lat", ["lat"], latitudes, ("standard_name", "latitude"), ("units", "degrees_north"), ("axis", "Y"));
        file.Add("lon", ["lon"], longitudes, ("standard_name", "longitude"), ("units", "degrees_east"), ("axis", "X"));
        var cells = new short[times.Length * latitudes.Length * longitudes.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (line, column) = Math.DivRem(cell, longitudes.Length);
            var (step, row) = Math.DivRem(line, latitudes.Length);
            cells[cell] = valueOf(step, row, column) is { } value ? (short)Math.Round(value * 100) : short.MinValue;
        }

        file.Add(
            "sst", ["time", "lat", "lon"], cells, ("standard_name", "sea_surface_temperature"), ("units", "degree_Celsius"), ("scale_factor", 0.01),
            ("add_offset", 0d), ("_FillValue", short.MinValue));
        Directory.CreateDirectory(Path.Combine(Data, id));
        file.Save(Path.Combine(Data, id, $"{Directory.GetFiles(Path.Combine(Data, id)).Length:000}.nc"));
    }

    public void AddText(string id, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(Data, id));
        File.WriteAllText(Path.Combine(Data, id, name), text);
    }

    public void AddCopy(string id, string path)
    {
        Directory.CreateDirectory(Path.Combine(Data, id));
        File.Copy(path, Path.Combine(Data, id, Path.GetFileName(path)));
    }

    public void Scan() => Scan(Data, Index);

    public static void Scan(string data, string index)
    {
        var report = DatasetScan.Run([data], index, 1, CancellationToken.None);
        Assert.Empty(report.Refused);
        Assert.All(report.Datasets, dataset => Assert.Empty(dataset.Unreadable));
    }

    /// <summary>Runs a process and gives its one output: the path of its file, or its value.</summary>
    public async Task<(string? Path, JsonNode? Value)> RunAsync(IProcess process, string inputs, string? mediaType = null, int cores = 2)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, $"run-{_runs++}")).FullName;
        var output = process.Description.Outputs[0].Name;
        JobSpec spec = new()
        {
            ProcessId = process.Description.Id,
            Inputs = JsonNode.Parse(inputs)!.AsObject(),
            Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { [output] = mediaType },
        };
        Assert.Empty(InputCheck.Check(process.Description, spec));
        JobContext job = new(spec, folder, cores, this, new() { [ObservationInputs.IndexFolder] = Index });
        await process.RunAsync(job, CancelAtFirstProgress?.Token ?? CancellationToken.None);
        var given = Assert.Single(job.Outputs);
        return (given.FileKey is null ? null : Path.Combine(folder, given.FileKey), given.Value);
    }

    public async Task<Problem> FailAsync(IProcess process, string inputs, string? mediaType = null) =>
        (await Assert.ThrowsAsync<ProblemException>(() => RunAsync(process, inputs, mediaType))).Problem;

    public void Progress(double share, string? message)
    {
        lock (Shares)
        {
            Shares.Add(share);
        }

        CancelAtFirstProgress?.Cancel();
    }

    public void Log(LogLevel level, string message, JsonObject? data = null)
    {
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
