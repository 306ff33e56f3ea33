using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Inputs;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Chips;

/// <summary>The process <c>ccdc-chip</c>: continuous change detection in all pixels of a chip of 100 x 100, or in some of them.</summary>
/// <param name="clock">Tells when results were produced.</param>
/// <param name="read">Reads the observations; null: from registered files and services (<see cref="ChipInputs"/>).</param>
public sealed class CcdcChipProcess(TimeProvider clock, ReadChip? read = null) : IProcess
{
    private const string ParquetType = "application/vnd.apache.parquet";
    private const string FileName = "chip.ccdc";

    public ProcessDescription Description { get; } = new()
    {
        Id = ChipNames.Process,
        Title = "Continuous change detection of a chip",
        Description =
            "Finds the segments of the series of each pixel of a chip of 100 x 100 pixels of 30 m of Landsat analysis ready data, and the changes between them (Zhu and Woodcock 2014). "
            + "The numbers are those of the pyccd version that is named. A pixel for which there can be no result has the reason in its place.",
        Keywords = ["ccdc", "pyccd", "lcmap", "landsat", "chip", "change", "time series"],
        IsRepeatable = true,
        Inputs =
        [
            new(ChipNames.ChipX, Corner()) { Title = "Left edge", Description = "Of the chip, in metres of its grid." },
            new(ChipNames.ChipY, Corner()) { Title = "Upper edge", Description = "Of the chip, in metres of its grid." },
            new(ChipNames.Source, new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 8000 })
            {
                Title = "Source",
                Description = "Where the observations are: the URL of a query of chips, or one of this server's, such as '/lcmap/chips?acquired=1982-01-01/2018-01-01'.",
            },
            new(ChipNames.Algorithm, new JsonObject { ["type"] = "string", ["enum"] = Texts(CcdcAlgorithms.All.Keys), ["default"] = CcdcAlgorithms.V2018 })
            {
                Title = "Algorithm",
                MinOccurs = 0,
            },
            new(ChipNames.Parameters, new JsonObject { ["type"] = "object" })
            {
                Title = "Parameters",
                Description = $"Others than the algorithm's, by pyccd's names: {string.Join(", ", CcdcOverrides.Names)}.",
                MinOccurs = 0,
            },
            new(ChipNames.Pixels, new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["maxItems"] = ChipShape.Pixels,
                ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = ChipShape.Pixels - 1 },
            })
            {
                Title = "Pixels",
                Description = "Those to compute, row by row from the upper left one, which is 0; all without it.",
                MinOccurs = 0,
            },
        ],
        Outputs =
        [
            new(ChipNames.Chip, []) { Title = "Results", Description = "Of all pixels, in a compact form that this program reads.", MediaTypes = [ChipFile.MediaType] },
            new(ChipNames.Counts, new JsonObject { ["type"] = "object" }) { Title = "Counts", Description = "How many pixels have a result ('ok') and how many failed, and how many dates there were." },
            new(ChipNames.Segments, []) { Title = "Segments", Description = "As a table, a row a segment; only where it is asked for.", MediaTypes = [ParquetType] },
            new(ChipNames.Image, []) { Title = "Image", Description = "The last segment of each pixel, in 77 bands; only where it is asked for.", MediaTypes = [SegmentImage.MediaType] },
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec)
    {
        List<Fault> faults = [];
        if (spec.Inputs[ChipNames.Source] is JsonValue source && source.TryGetValue<string>(out var address))
        {
            try
            {
                ChipSource.Parse(address);
            }
            catch (ProblemException exception)
            {
                faults.Add(new($"/inputs/{ChipNames.Source}", exception.Message));
            }
        }

        if (spec.Inputs[ChipNames.ChipX] is { } x && spec.Inputs[ChipNames.ChipY] is { } y && ChipRequest.Misplaced(x, y) is { } misplaced)
        {
            faults.Add(new($"/inputs/{ChipNames.ChipX}", misplaced));
        }

        if (spec.Inputs[ChipNames.Parameters] is JsonObject overrides)
        {
            try
            {
                CcdcOverrides.Apply(new(), overrides);
            }
            catch (FormatException exception)
            {
                faults.Add(new($"/inputs/{ChipNames.Parameters}", exception.Message));
            }
        }

        return faults;
    }

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = ChipRequest.Read(job.Inputs);
        job.Report(0, "Reading observations.");
        var observations = await (read ?? ReadAsync)(request.Source, request.Key.ChipX, request.Key.ChipY, job, cancellationToken);
        foreach (var note in observations.Notes)
        {
            job.Log(LogLevel.Warning, note);
        }

        if (observations.Days.Length == 0)
        {
            throw new ProblemException(new(ProblemKind.NotFound, $"There are no observations of the chip {request.Place} in '{request.Source}'.", $"/inputs/{ChipNames.Source}"));
        }

        job.Log(LogLevel.Info, $"{observations.Days.Length} dates of the chip {request.Place}.");
        var file = await Task.Factory.StartNew(
            () => new ChipWork(request, observations, job).Run(clock.GetUtcNow(), cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        file.Write(Path.Combine(job.Folder, FileName));
        job.AddFile(ChipNames.Chip, FileName, ChipFile.MediaType);
        job.AddValue(ChipNames.Counts, new JsonObject { ["ok"] = file.Header.Ok, ["failed"] = file.Header.Failed, ["dates"] = observations.Days.Length });
        Export(job, file);
    }

    private static void Export(JobContext job, ChipFile file)
    {
        var strips = file.Strips.Select(strip => StripCodec.Decode(strip));
        if (job.Spec.Outputs?.ContainsKey(ChipNames.Segments) == true)
        {
            const string TableName = "segments.parquet";
            SegmentTable.Write(Path.Combine(job.Folder, TableName), file.Header, strips);
            job.AddFile(ChipNames.Segments, TableName, ParquetType);
        }

        if (job.Spec.Outputs?.ContainsKey(ChipNames.Image) == true)
        {
            const string ImageName = "segments.tif";
            using (var image = new FileStream(Path.Combine(job.Folder, ImageName), FileMode.CreateNew, FileAccess.Write))
            {
                SegmentImage.Write(image, file.Header, strips, day: null);
            }

            job.AddFile(ChipNames.Image, ImageName, SegmentImage.MediaType);
        }
    }

    private static Task<ChipObservations> ReadAsync(string source, int chipX, int chipY, JobContext job, CancellationToken cancellationToken) =>
        ChipInputs.ReadAsync(source, chipX, chipY, ChipInputSettings.Read(job.Settings, job.Folder, job.Cores), cancellationToken);

    private static JsonObject Corner() => new() { ["type"] = "integer", ["minimum"] = -100_000_000, ["maximum"] = 100_000_000 };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
