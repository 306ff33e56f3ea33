using Graticule.Analysis.Observations.Maps;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations;

/// <summary>The process <c>time-average-map</c>: mean and number of the values of each cell of a gridded data set over a span of time.</summary>
public sealed class TimeAverageMapProcess : IProcess
{
    public const string Id = "time-average-map";

    /// <summary>Name of the one output.</summary>
    public const string Output = "map";

    private const string Json = "application/json";
    private const long MostJson = 1_000_000;

    /// <summary>A sum and a count, in each thread.</summary>
    private const int BytesPerCell = 12;

    /// <summary>Bytes a cell for writing: the values, and what the writer holds.</summary>
    private const int BytesOfCube = 32;

    private const int OwnMiB = 200;

    private static readonly CubeFormat[] Formats = [CubeFormats.Find("GTiff")!, CubeFormats.Find("netCDF")!];

    public ProcessDescription Description { get; } = new()
    {
        Id = Id,
        Title = "Map of means over time",
        Description = "For each cell of a box: the mean of the values of a gridded data set within a span of time, and their number.",
        Keywords = ["observations", "mean", "climatology", "map", "satellite"],
        IsRepeatable = true,
        Inputs = [ObservationInputs.DatasetList(most: 1), .. ObservationInputs.Extent, ObservationInputs.Variable(most: 1)],
        Outputs = [new(Output, []) { Title = "The map", Description = "Bands mean and count.", MediaTypes = [Json, .. Formats.Select(format => format.MediaType)] }],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec) => ObservationRequest.Check(spec.Inputs);

    /// <summary>On a thread of its own, since it waits for threads that read.</summary>
    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(job, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Run(JobContext job, CancellationToken cancellationToken)
    {
        var request = ObservationRequest.Read(job);
        var dataset = request.Datasets[0];
        if (dataset.Kind != DatasetKind.Grid)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The data set '{dataset.Id}' is no grid, so it has no cells to make a map of.", dataset.Id);
        }

        var variable = ObservationRequest.VariableOf(dataset, job.Inputs[TimeSeriesProcess.Variable]?.GetValue<string>());
        try
        {
            var map = Read(request, variable, job, cancellationToken);
            Write(map, request, job, cancellationToken);
        }
        catch (CubeException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, "/outputs/map"), exception);
        }
        catch (Exception exception) when (exception is ObservationFileException or GdalException)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message), exception);
        }
    }

    private static AverageMap Read(ObservationRequest request, int variable, JobContext job, CancellationToken cancellationToken)
    {
        var dataset = request.Datasets[0];
        var granules = dataset.Within(request.Box, request.Start, request.End).ToList();
        var map = granules.Count == 0 ? null : Empty(dataset, granules[0], request, job);
        if (map is null || map.Counts.Length == 0)
        {
            throw new ProblemException(ProblemKind.InvalidInput, TimeSeriesProcess.NoData, dataset.Id);
        }

        // Threads hold a map each: as many as there is memory for.
        var room = (long)Math.Max(1, job.MemoryMiB - OwnMiB) << 20;
        var threads = (int)Math.Clamp((room / ((long)map.Counts.Length * BytesPerCell)) - 1, 1, Math.Min(job.Cores, granules.Count));
        List<AverageMap> parts = [];
        var (progress, done) = (new JobProgress(job), 0);
        new OrderedWork<Granule, Granule>(threads, cancellationToken).Run(
            granules,
            () => new AverageReader(dataset, request, variable, map, Give, cancellationToken),
            _ => progress.Report((double)++done / granules.Count));
        parts.ForEach(map.Add);
        return map.IsEmpty ? throw new ProblemException(ProblemKind.InvalidInput, TimeSeriesProcess.NoData, dataset.Id) : map;

        void Give(AverageMap part)
        {
            lock (parts)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>The map to be filled, refused where it would be too large.</summary>
    private static AverageMap Empty(ObservationDataset dataset, Granule granule, ObservationRequest request, JobContext job)
    {
        using var grid = Raster.Observations.Grids.GridGranule.Open(dataset, granule);
        var window = GridWindow.Of(grid, request.Box);
        var room = (long)Math.Max(1, job.MemoryMiB - OwnMiB) << 20;
        RequestSize.Refuse(window.Cells, (job.MediaTypeOf(Output) ?? Json) == Json ? MostJson : room / (BytesOfCube + (2 * BytesPerCell)), "cells");
        return AverageMap.Over(grid, window, AverageMap.ColumnsOf(grid, window, request.Box));
    }

    private static void Write(AverageMap map, ObservationRequest request, JobContext job, CancellationToken cancellationToken)
    {
        var mediaType = job.MediaTypeOf(Output) ?? Json;
        var name = "map.json";
        if (Formats.FirstOrDefault(format => format.MediaType == mediaType) is { } format)
        {
            name = AverageMapFiles.WriteCube(map, format, job.Folder, job.Cores, cancellationToken);
        }
        else
        {
            using var stream = new FileStream(Path.Combine(job.Folder, name), FileMode.CreateNew, FileAccess.Write);
            AverageMapFiles.WriteJson(map, request, stream);
        }

        job.AddFile(Output, name, mediaType);
    }
}
