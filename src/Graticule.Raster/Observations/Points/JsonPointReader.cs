using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// JSON of Apache SDAP's in-situ service: an object with <c>provider</c>, <c>project</c> and <c>observations</c> (or <c>results</c>, as its pages have
/// them); and GeoJSON, an object with <c>features</c> that are points. Of any length.
/// </summary>
internal sealed class JsonPointReader : IPointReader
{
    private static readonly HashSet<string> Arrays = new(StringComparer.Ordinal) { "observations", "results", "features" };

    public bool Reads(string path) => TextFile.Is(path, ".json", ".geojson");

    public void Read(PointRows rows)
    {
        rows.Row = "observation";
        using var source = TextFile.Open(rows.Path);
        InsituObservation observation = new(rows);
        FeatureObservation feature = new(rows);
        var isFound = false;
        new JsonFeed(rows.Path, source).Read(
            Arrays,
            (name, value) => Note(rows, name, value),

            // Texts are looked at only when they are asked for.
            (array, number, element) =>
            {
                isFound = true;
                try
                {
                    Take(rows, array == "features" ? feature.Take : observation.Take, number, element);
                }
                catch (InvalidOperationException)
                {
                    rows.Reject(number, "it has text that is not UTF-8");
                }
            });
        if (!isFound && rows.Table.Count == 0)
        {
            throw new ObservationFileException(rows.Path, "has no 'observations' (nor 'features') with something in them");
        }
    }

    private static void Take(PointRows rows, Action<long, JsonElement> take, long number, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            take(number, element);
        }
        else
        {
            rows.Reject(number, "it is no object");
        }
    }

    private static void Note(PointRows rows, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var text = value.GetString()!;
        switch (name)
        {
            case "provider":
                rows.Table.Provider = text;
                break;
            case "project":
                rows.Table.Project = text;
                break;
            default:
                rows.Attributes[name] = text;
                break;
        }
    }
}
