using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Collections;
using Graticule.Analysis.Observations.Reading;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change;

/// <summary>The process <c>ccdc</c>: continuous change detection in the series of one pixel, or in all pixels of a part of a collection.</summary>
public sealed class CcdcProcess : IProcess
{
    public const string Id = "ccdc";

    private const string Result = "result";

    public ProcessDescription Description { get; } = new()
    {
        Id = Id,
        Title = "Continuous change detection",
        Description =
            "Finds the segments of a pixel's series of observations, each with a harmonic model of every band, and the changes between them (Zhu and Woodcock 2014): "
            + "in one series of Landsat as LCMAP has it, or in all pixels of a part of a collection. The numbers are those of the pyccd version that is named.",
        Keywords = ["ccdc", "pyccd", "lcmap", "landsat", "change", "time series"],
        IsRepeatable = true,
        Inputs =
        [
            new(CcdcInputs.SeriesName, SeriesSchema())
            {
                Title = "Series",
                Description =
                    "Dates in any order, and for each of them the quality and seven bands as LCMAP has them: surface reflectance x 10,000 and brightness "
                    + "temperature in kelvin x 10 as 16-bit numbers, -9999 where there is none.",
                MinOccurs = 0,
            },
            new(CcdcInputs.AlgorithmName, new JsonObject { ["type"] = "string", ["enum"] = Texts(CcdcAlgorithms.All.Keys), ["default"] = CcdcAlgorithms.V2018 })
            {
                Title = "Algorithm",
                MinOccurs = 0,
            },
            new(CcdcInputs.ParametersName, new JsonObject { ["type"] = "object" })
            {
                Title = "Parameters",
                Description = $"Others than the algorithm's, by pyccd's names: {string.Join(", ", CcdcOverrides.Names)}.",
                MinOccurs = 0,
            },
            .. ChangeInputs.Inputs,
        ],
        Outputs =
        [
            new(Result, new JsonObject { ["type"] = "object" })
            {
                Title = "Result",
                Description = "Of a series, pyccd's document: which observations were used, and the models. Days count from 1 on 1 January of year 1.",
            },
            .. ChangeInputs.Outputs,
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec)
    {
        var isCollection = spec.Inputs[ChangeInputs.Collection] is not null;
        List<Fault> faults = [];
        if (isCollection == spec.Inputs[CcdcInputs.SeriesName] is not null)
        {
            faults.Add(new("/inputs", $"Either '{CcdcInputs.SeriesName}' or '{ChangeInputs.Collection}' must be there: the series of one pixel, or where to find those of many."));
        }

        IReadOnlyList<string> known = isCollection ? [ChangeInputs.Segments, ChangeInputs.Coefficients] : [Result];
        faults.AddRange((spec.Outputs?.Keys ?? []).Except(known, StringComparer.Ordinal).Where(output => Description.Outputs.Any(one => one.Name == output))
            .Select(output => new Fault($"/outputs/{output}", $"{(isCollection ? "A collection gives" : "A series gives")} {string.Join(" and ", known.Select(one => $"'{one}'"))}, not '{output}'.")));
        return [.. faults, .. ObservationRequest.Check(spec.Inputs), .. CheckParameters(spec.Inputs[CcdcInputs.ParametersName] as JsonObject ?? [], isCollection)];
    }

    public Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        if (job.Inputs[ChangeInputs.Collection] is null)
        {
            RunSeries(job);
            return Task.CompletedTask;
        }

        // On a thread of its own: it waits for threads that compute.
        return Task.Factory.StartNew(() => CollectionChange.Run(job, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static IReadOnlyList<Fault> CheckParameters(JsonObject overrides, bool isCollection)
    {
        try
        {
            CcdcOverrides.Apply(new(), overrides, hasPlaces: !isCollection);
            return [];
        }
        catch (FormatException exception)
        {
            return [new($"/inputs/{CcdcInputs.ParametersName}", exception.Message)];
        }
    }

    private static void RunSeries(JobContext job)
    {
        var inputs = CcdcInputs.Read(job.Inputs);
        try
        {
            var detector = new CcdcDetector(new(inputs.Days, inputs.Parameters));
            var result = detector.Detect(new(inputs.Values, inputs.Qa));
            job.AddValue(Result, PyccdDocument.Write(inputs.Algorithm, inputs.Parameters.TellsShares, result));
        }
        catch (CcdcException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, $"/inputs/{CcdcInputs.SeriesName}/{CcdcInputs.QaName}"), exception);
        }
    }

    private static JsonObject SeriesSchema()
    {
        const int MostDates = 20_000;
        static JsonObject Numbers(int least, int most) => new()
        {
            ["type"] = "array",
            ["maxItems"] = MostDates,
            ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        };

        var members = new JsonObject
        {
            [CcdcInputs.DatesName] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MostDates },
            [CcdcInputs.QaName] = Numbers(0, ushort.MaxValue),
        };
        foreach (var band in CcdcInputs.Bands)
        {
            members[band] = Numbers(short.MinValue, short.MaxValue);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = Texts(members.Select(member => member.Key)),
            ["properties"] = members,
            ["additionalProperties"] = false,
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
