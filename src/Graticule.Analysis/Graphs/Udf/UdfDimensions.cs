using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>Dimensions as messages describe them, and back.</summary>
internal static class UdfDimensions
{
    /// <summary>Nearness of steps that counts as a regular axis, as a share of a step.</summary>
    private const double Tolerance = 1e-6;

    internal static JsonObject Write(Dimension dimension)
    {
        var json = new JsonObject { ["name"] = dimension.Name, ["type"] = dimension.Type.ToString().ToLowerInvariant(), ["count"] = dimension.Count };
        if (dimension.Labels.IsRegular)
        {
            (json["start"], json["step"]) = (dimension.Labels.Start, dimension.Labels.Step);
            return json;
        }

        json["labels"] = new JsonArray([.. dimension.Labels.Select(label => label.IsText ? (JsonNode)label.Text : label.Number)]);
        var instants = dimension.Type == DimensionType.Temporal ? Instants.Of(dimension) : [];
        if (instants.Count > 0 && instants.All(instant => instant is not null))
        {
            json["times"] = new JsonArray(
                [.. instants.Select(instant => (JsonNode)instant!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture))]);
        }

        return json;
    }

    /// <summary>The dimension that a function gave back: the one that it was given, as far as its labels are the same.</summary>
    /// <param name="json">Name, count and labels; labels may be null.</param>
    /// <param name="given">The dimensions that it was given.</param>
    internal static Dimension Read(JsonNode json, IReadOnlyList<Dimension> given)
    {
        var name = (string)json["name"]!;
        var count = (int)json["count"]!;
        var old = given.FirstOrDefault(dimension => dimension.Name == name);
        if (json["labels"] is not JsonArray array)
        {
            return old?.Count == count ? old : (old ?? new(name, DimensionType.Other, LabelList.Numbered(0))) with { Labels = LabelList.Numbered(count), Bands = null };
        }

        List<Label> labels = [.. array.Select(label => label!.GetValueKind() == System.Text.Json.JsonValueKind.String ? new Label((string)label!) : new Label((double)label!))];
        if (old is null)
        {
            return new(name, name == "bands" ? DimensionType.Bands : DimensionType.Other, new(labels));
        }

        return AreSame(old.Labels, labels) ? old : old with { Labels = ListOf(labels, old), Bands = null };
    }

    private static bool AreSame(LabelList old, List<Label> labels) => old.Count == labels.Count
        && labels.Index().All(label => old[label.Index] == label.Item || Math.Abs(old[label.Index].Number - label.Item.Number) <= Math.Abs(old.Step) * Tolerance);

    /// <summary>An axis in space stays regular where its steps are.</summary>
    private static LabelList ListOf(List<Label> labels, Dimension old)
    {
        if (old.Type != DimensionType.Spatial || labels.Count == 0 || labels.Exists(label => label.IsText))
        {
            return new(labels);
        }

        var step = labels.Count > 1 ? labels[1].Number - labels[0].Number : old.Labels.Step;
        var isRegular = step != 0 && labels.Index().All(label => Math.Abs(labels[0].Number + (label.Index * step) - label.Item.Number) <= Math.Abs(step) * Tolerance * labels.Count);
        return isRegular ? LabelList.Regular(labels[0].Number, step, labels.Count) : new(labels);
    }
}
