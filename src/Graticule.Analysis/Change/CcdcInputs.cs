using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Jobs;

namespace Graticule.Analysis.Change;

/// <summary>What the process <c>ccdc</c> was given, read.</summary>
/// <param name="Algorithm">Its name.</param>
/// <param name="Parameters">Of the algorithm, with what was asked for in their places.</param>
/// <param name="Days">In rising order.</param>
/// <param name="Values">As <see cref="PixelSeries"/> has them.</param>
/// <param name="Qa">A number for each day.</param>
internal sealed record CcdcInputs(string Algorithm, CcdcParameters Parameters, int[] Days, int[] Values, int[] Qa)
{
    internal const string AlgorithmName = "algorithm";
    internal const string ParametersName = "parameters";
    internal const string SeriesName = "series";
    internal const string DatesName = "dates";
    internal const string QaName = "qa";

    internal static readonly string[] Bands = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];

    /// <exception cref="ProblemException">InvalidInput, with what is wrong and where.</exception>
    internal static CcdcInputs Read(JsonObject inputs)
    {
        var algorithm = (string?)inputs[AlgorithmName] ?? CcdcAlgorithms.V2018;
        var series = inputs[SeriesName]!.AsObject();
        int[] days = [.. series[DatesName]!.AsArray().Select((date, i) => Day(date, i))];
        var columns = Bands.Select(band => Column(series, band, days.Length)).ToList();
        var qa = Column(series, QaName, days.Length);

        // Looks of one day stay in the order in which they were given.
        int[] order = [.. Enumerable.Range(0, days.Length).OrderBy(i => days[i])];
        return new(
            algorithm, ParametersOf(algorithm, inputs[ParametersName] as JsonObject ?? []), [.. order.Select(i => days[i])],
            [.. order.SelectMany(i => columns.Select(column => column[i]))], [.. order.Select(i => qa[i])]);
    }

    private static CcdcParameters ParametersOf(string algorithm, JsonObject overrides)
    {
        try
        {
            return CcdcOverrides.Apply(CcdcAlgorithms.All[algorithm], overrides);
        }
        catch (FormatException exception)
        {
            throw Wrong(ParametersName, exception.Message);
        }
    }

    /// <summary>A day as pyccd counts it, or a date.</summary>
    private static int Day(JsonNode? date, int place) => date?.GetValueKind() switch
    {
        JsonValueKind.Number => (int)date.Deserialize<double>(),
        JsonValueKind.String when DateOnly.TryParseExact((string?)date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.DayNumber + 1,
        _ => throw Wrong($"{SeriesName}/{DatesName}/{place}", $"The date {date?.ToJsonString() ?? "null"} must be like \"2018-04-01\", or a day counted from 1 January of year 1, which is 1."),
    };

    private static int[] Column(JsonObject series, string name, int count)
    {
        int[] column = [.. series[name]!.AsArray().Select(number => (int)number!.Deserialize<double>())];
        return column.Length == count
            ? column
            : throw Wrong($"{SeriesName}/{name}", $"There are {count} dates and {column.Length} numbers of '{name}'; there must be as many of both.");
    }

    private static ProblemException Wrong(string pointer, string message) => new(new(ProblemKind.InvalidInput, message, "/inputs/" + pointer));
}
