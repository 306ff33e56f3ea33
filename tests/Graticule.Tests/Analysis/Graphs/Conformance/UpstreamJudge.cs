using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Compares what a process gave with what a test expects: a null is a match, a text tells the difference.</summary>
internal static class UpstreamJudge
{
    internal static string? Compare(JsonNode? expected, object? actual, double delta)
    {
        expected = UpstreamValues.Resolve(expected);
        return expected is JsonObject members && (string?)members["type"] == "datacube"
            ? CompareCube(members, actual, delta)
            : Values(UpstreamValues.Constant(expected), actual, delta, isInside: false);
    }

    private static string? Values(object? expected, object? actual, double delta, bool isInside) => (expected, actual) switch
    {
        (null, null) => null,
        (double left, double right) => IsClose(left, right, delta, isInside) ? null : Differ(left, right),
        (string left, string right) when left != right && InstantOf(left) is { } instant && InstantOf(right) == instant => null,
        (ArrayValue left, ArrayValue right) when left.Count != right.Count => $"{left.Count} elements were expected, not {right.Count}",
        (ArrayValue left, ArrayValue right) when !(left.Labels ?? []).SequenceEqual(right.Labels ?? []) || left.Labels is null != right.Labels is null =>
            $"the labels are [{string.Join(", ", right.Labels ?? [])}]",
        (ArrayValue left, ArrayValue right) => First(left.Items.Zip(right.Items, (one, other) => Values(one, other, delta, isInside: true))),
        (ObjectValue left, ObjectValue right) => left.Members.Count != right.Members.Count ? "the members differ"
            : First(left.Members.Select(member => Values(member.Value, right[member.Key], delta, isInside: true))),
        _ => Equals(expected, actual) ? null : Differ(expected, actual),
    };

    /// <summary>Upstream's rule: relative for a number alone, absolute within arrays and objects; NaN equals NaN.</summary>
    private static bool IsClose(double expected, double actual, double delta, bool isInside) =>
        expected.Equals(actual) || expected == actual || Math.Abs(expected - actual) <= (isInside ? delta : Math.Max(delta * Math.Abs(expected), 1e-12));

    private static string? CompareCube(JsonObject expected, object? actual, double delta)
    {
        if (actual is not Cube cube)
        {
            return $"a data cube was expected, not {actual ?? "null"}";
        }

        if (expected["order"] is not JsonArray order)
        {
            return "the expected cube has no order";
        }

        var dimensions = order.Select(name => UpstreamCubes.ReadDimension((string)name!, (JsonObject)expected["dimensions"]![(string)name!]!)).ToList();
        if (!dimensions.Select(dimension => dimension.Name).SequenceEqual(cube.Shape.Dimensions.Select(dimension => dimension.Name), StringComparer.Ordinal))
        {
            return $"the dimensions are {cube.Shape}";
        }

        return First(dimensions.Zip(cube.Shape.Dimensions, CompareDimension))
            ?? (expected["data"] is JsonArray { Count: > 0 } data ? CompareCells(data, UpstreamCubes.NodataOf(expected["nodata"]), cube, delta) : null);
    }

    private static string? CompareDimension(Dimension expected, Dimension actual)
    {
        if (expected.Type != actual.Type || expected.Axis != actual.Axis)
        {
            return $"the dimension {actual.Name} is {actual.Type} {actual.Axis}";
        }

        return expected.Count == actual.Count && expected.Labels.Zip(actual.Labels).All(pair => IsSameLabel(pair.First, pair.Second))
            ? null
            : $"the labels of {actual.Name} are [{string.Join(", ", actual.Labels)}], not [{string.Join(", ", expected.Labels)}]";
    }

    private static bool IsSameLabel(Label expected, Label actual) => expected == actual
        || (expected.IsText && actual.IsText && InstantOf(expected.Text) is { } instant && InstantOf(actual.Text) == instant)
        || (!expected.IsText && !actual.IsText && Math.Abs(expected.Number - actual.Number) <= 1e-9 * Math.Abs(expected.Number));

    private static string? CompareCells(JsonArray data, IReadOnlyList<double> nodata, Cube cube, double delta)
    {
        var memory = CubeWalk.ToMemory(cube, new(1, 1 << 26), CancellationToken.None);
        var places = new HashSet<int>();
        string? difference = null;
        UpstreamCubes.Fill(data, [], (indices, node) =>
        {
            var place = UpstreamCubes.PlaceOf(cube.Shape, indices);
            places.Add(place);
            var (wanted, found) = (UpstreamCubes.Cell(node, nodata), memory.Values[place]);
            if (Missing.Is(wanted) != Missing.Is(found) || !(Missing.Is(wanted) || IsClose(wanted, found, delta, isInside: true)))
            {
                difference ??= $"cell [{string.Join(", ", indices)}]: {Differ(Missing.Is(wanted) ? null : wanted, Missing.Is(found) ? null : found)}";
            }
        });
        return difference ?? (places.Count == memory.Values.Length ? null : $"{memory.Values.Length} cells instead of {places.Count}");
    }

    private static DateTimeOffset? InstantOf(string text) =>
        text.Length >= 10 && text[4..5] == "-" && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static string? First(IEnumerable<string?> differences) => differences.FirstOrDefault(difference => difference is not null);

    private static string Differ(object? expected, object? actual) =>
        string.Create(CultureInfo.InvariantCulture, $"{expected ?? "nodata"} was expected, not {actual ?? "nodata"}");
}
