using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Jobs;

namespace Graticule.Analysis.Change.Products;

/// <summary>What the process <c>ccdc-products</c> was given, read.</summary>
/// <param name="Files">Paths of results, in the job's folder; empty: those in the store.</param>
/// <param name="Algorithm">Whose results in the store.</param>
/// <param name="Point">In the chip or tile; null: of the files.</param>
/// <param name="IsTile">Whether maps are of the whole tile.</param>
/// <param name="Dates">Of the maps, at most one of a year, rising.</param>
/// <param name="Products">Which maps.</param>
/// <param name="Version">In names of files.</param>
internal sealed record ProductRequest(
    IReadOnlyList<string> Files, string Algorithm, (double X, double Y)? Point, bool IsTile, IReadOnlyList<DateOnly> Dates, IReadOnlyList<ChangeProduct> Products, string Version)
{
    private const string UsualDay = "-07-01";

    /// <exception cref="ProblemException">InvalidInput, with what is wrong and where.</exception>
    internal static ProductRequest Read(JsonObject inputs)
    {
        if (Complain(inputs) is [var fault, ..])
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, fault.Message, fault.Pointer));
        }

        return new(
            [.. Texts(inputs[ProductNames.Chips])],
            (string?)inputs[ProductNames.Algorithm] ?? CcdcAlgorithms.V2018,
            inputs[ProductNames.X] is { } x && inputs[ProductNames.Y] is { } y ? (x.Deserialize<double>(), y.Deserialize<double>()) : null,
            (string?)inputs[ProductNames.Extent] == ProductNames.ExtentTile,
            [.. Texts(inputs[ProductNames.Dates]).Select(text => Date(text)!.Value).Order()],
            inputs[ProductNames.Products] is { } products ? [.. Texts(products).Distinct(StringComparer.Ordinal).Select(name => ChangeProduct.Find(name)!)] : ChangeProduct.All,
            (string?)inputs[ProductNames.Version] ?? "V01");
    }

    /// <summary>What is wrong beyond the schemas.</summary>
    internal static List<Fault> Complain(JsonObject inputs)
    {
        List<Fault> faults = [];
        if (inputs[ProductNames.Chips] is null && (inputs[ProductNames.X] is null || inputs[ProductNames.Y] is null))
        {
            faults.Add(new($"/inputs/{ProductNames.Chips}", $"Give files of results as '{ProductNames.Chips}', or a point as '{ProductNames.X}' and '{ProductNames.Y}' whose stored results are to be used."));
        }

        HashSet<int> years = [];
        var place = 0;
        foreach (var text in Texts(inputs[ProductNames.Dates]))
        {
            var pointer = $"/inputs/{ProductNames.Dates}/{place++}";
            if (Date(text) is not { } date || date.DayNumber < ProductRules.FirstDay)
            {
                faults.Add(new(pointer, $"'{text}' is no date after 1982-01-01; write one like 2010-07-01, or a year."));
            }
            else if (!years.Add(date.Year))
            {
                faults.Add(new(pointer, $"'{text}' is a second date of its year; maps are named by year, so give one date of each."));
            }
        }

        return faults;
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray all => all.OfType<JsonValue>().Select(one => one.TryGetValue<string>(out var text) ? text : ""),
        JsonValue one when one.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text.Length == 4 ? text + UsualDay : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
