using System.Text.Json.Nodes;
using Graticule.Analysis.Observations.Series;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations;

/// <summary>The process <c>time-series</c>: statistics of one or two data sets over a box, for each step of time.</summary>
public sealed class TimeSeriesProcess : IProcess
{
    public const string Id = "time-series";

    /// <summary>Name of the one output.</summary>
    public const string Output = "series";

    public const string Variable = "variable";
    public const string Seasonal = "seasonal";
    public const string LowPass = "lowPass";

    /// <summary>In the words of Apache SDAP.</summary>
    internal const string NoData = "No data found for selected timeframe";

    /// <summary>What stands behind the id of a data set in that of its climatology, by month.</summary>
    private const string ClimatologySuffix = "_clim";

    private const long SecondsOfYear = 31_535_999;

    public ProcessDescription Description { get; } = new()
    {
        Id = Id,
        Title = "Time series over an area",
        Description =
            "For each step of time: least and greatest value, the mean weighted with the cosine of latitude, the number of values and their "
            + "standard deviation, over the cells of a box. Steps of swaths and points are days. Of two data sets, also the regression of their means.",
        Keywords = ["observations", "time series", "statistics", "satellite"],
        IsRepeatable = true,
        Inputs =
        [
            ObservationInputs.DatasetList(most: 2),
            .. ObservationInputs.Extent,
            ObservationInputs.Variable(most: 1),
            .. ObservationInputs.InSitu,
            Flag(Seasonal, "Without the season", "Adds the differences from the data set's climatology, which is registered under its id followed by _clim and has a step in each month."),
            Flag(LowPass, "Smoothed", "Adds the series smoothed by a low-pass filter, where it has at least 11 steps."),
        ],
        Outputs = [new(Output, ObservationInputs.Schema("""{"type": "object"}""")) { Title = "The series", Description = "Members meta, data (a list for each time) and stats." }],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec) => ObservationRequest.Check(spec.Inputs);

    /// <summary>On a thread of its own, since it waits for threads that read.</summary>
    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(job, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Run(JobContext job, CancellationToken cancellationToken)
    {
        var request = ObservationRequest.Read(job);
        var progress = new JobProgress(job);
        List<TimeSeries> series = [];
        try
        {
            for (var index = 0; index < request.Datasets.Count; index++)
            {
                var share = new Share(progress, index, request.Datasets.Count);
                series.Add(Read(request.Datasets[index], request, job, share, cancellationToken));
            }
        }
        catch (ObservationFileException exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message), exception);
        }

        job.AddValue(Output, SeriesDocument.Write(request, series));
    }

    private static TimeSeries Read(ObservationDataset dataset, ObservationRequest request, JobContext job, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var name = (job.Inputs[Variable] as JsonValue)?.GetValue<string>();
        var series = TimeSeries.Read(dataset, request, ObservationRequest.VariableOf(dataset, name), job.Cores, progress, cancellationToken);
        if (series.Count == 0)
        {
            throw new ProblemException(ProblemKind.InvalidInput, NoData, dataset.Id);
        }

        if (Is(job, Seasonal, otherwise: false))
        {
            var catalog = new DatasetCatalog(job.Settings[ObservationInputs.IndexFolder]!.GetValue<string>());
            var climatology = catalog.Find(dataset.Id + ClimatologySuffix) ?? throw Missing($"There is no climatology data present for dataset {dataset.Id}.", dataset);
            var year = request with { Start = 0, End = SecondsOfYear, Rows = request.Rows with { Start = 0, End = SecondsOfYear } };
            var months = TimeSeries.Read(climatology, year, ObservationRequest.VariableOf(climatology, name), job.Cores, progress: null, cancellationToken);
            if (!series.Deseason(months))
            {
                throw Missing($"The climatology of dataset {dataset.Id} has not a step in each month of 1970; a full year is needed for a series without the season.", dataset);
            }
        }

        if (Is(job, LowPass, otherwise: true))
        {
            series.Smooth();
        }

        return series;
    }

    private static ProblemException Missing(string message, ObservationDataset dataset) => new(ProblemKind.InvalidInput, message, dataset.Id);

    private static bool Is(JobContext job, string name, bool otherwise) => job.Inputs[name] is JsonValue value ? value.GetValue<bool>() : otherwise;

    private static Parameter Flag(string name, string title, string description) =>
        new(name, ObservationInputs.Schema("""{"type": "boolean"}""")) { Title = title, Description = description, MinOccurs = 0 };

    /// <summary>One of several data sets, each an equal share of the work.</summary>
    private sealed class Share(IProgress<double> whole, int index, int count) : IProgress<double>
    {
        public void Report(double value) => whole.Report((index + value) / count);
    }
}
