using System.Text.Json.Nodes;
using Graticule.Analysis.Observations.Subsets;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations;

/// <summary>The process <c>observations</c>: the observations of registered data sets in a box and a span of time, as a table.</summary>
public sealed class ObservationsProcess : IProcess
{
    public const string Id = "observations";

    /// <summary>Name of the one output.</summary>
    public const string Output = "observations";

    public const string Parameter = "parameter";
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string Zip = "application/zip";

    private const long MostJson = 1_000_000;
    private const long MostCsv = 50_000_000;

    public ProcessDescription Description { get; } = new()
    {
        Id = Id,
        Title = "Observations in an area and a span of time",
        Description =
            "The cells, pixels or points of registered data sets that lie in a box and a span of time and have a value: a row each, with place, "
            + "time and the values. CSV of one data set, a ZIP archive with a CSV file for each, or JSON.",
        Keywords = ["observations", "subset", "in situ", "satellite", "table"],
        IsRepeatable = true,
        Inputs =
        [
            ObservationInputs.DatasetList(most: 20),
            .. ObservationInputs.Extent,
            ObservationInputs.Variable(most: null),
            .. ObservationInputs.InSitu,
            new(Parameter, ObservationInputs.Schema("""{"type": "string", "enum": ["sst", "sss", "wind"]}"""))
            {
                Title = "Name of the value",
                Description = "In JSON, under which name the first variable stands; without it, all variables stand in a list.",
                MinOccurs = 0,
            },
        ],
        Outputs = [new(Output, []) { Title = "The observations", MediaTypes = [Csv, Json, Zip] }],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec) => ObservationRequest.Check(spec.Inputs);

    /// <summary>On a thread of its own, since it waits for threads that read.</summary>
    public Task RunAsync(JobContext job, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(job, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Run(JobContext job, CancellationToken cancellationToken)
    {
        var request = ObservationRequest.Read(job);
        var mediaType = job.MediaTypeOf(Output) ?? Csv;
        var most = mediaType == Json ? MostJson : MostCsv;
        if (mediaType == Csv && request.Datasets.Count > 1)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"A CSV file holds one data set, and {request.Datasets.Count} were asked for; ask for {Zip} instead.", "/outputs/observations"));
        }

        RequestSize.Refuse(request.Datasets.Sum(dataset => RequestSize.Of(dataset, request)), most, "observations");
        var files = new SubsetFiles(request, job.Cores, new JobProgress(job), cancellationToken)
        {
            MostRows = most,
            Variables = ObservationRequest.Texts(job.Inputs[ObservationInputs.Variables]),
        };
        var name = mediaType switch { Json => "observations.json", Zip => "observations.zip", _ => request.Datasets[0].Id + ".csv" };
        try
        {
            using var stream = new FileStream(Path.Combine(job.Folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            switch (mediaType)
            {
                case Json:
                    files.WriteJson(stream, (job.Inputs[Parameter] as JsonValue)?.GetValue<string>());
                    break;
                case Zip:
                    files.WriteZip(stream);
                    break;
                default:
                    files.WriteCsv(stream);
                    break;
            }
        }
        catch (ObservationFileException exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message), exception);
        }

        job.AddFile(Output, name, mediaType);
    }
}
