using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>
/// The format <c>ogc-bbox</c> (OGC 18-062r2, bbox.yaml): an object with <c>bbox</c>, four or six numbers (lower corner, then upper corner,
/// axes as the <c>crs</c> has them), and <c>crs</c>, a URI that defaults to CRS84.
/// </summary>
internal static class BoundingBox
{
    public static void Check(JsonNode? value, ref Walk walk)
    {
        if (value is not JsonObject box || box["bbox"] is not JsonArray corners || corners.Count is not (4 or 6) || !IsNumbers(corners))
        {
            Report(ref walk, "The value must be a bounding box: {\"bbox\": [four or six numbers], \"crs\": URI}.");
            return;
        }

        if (box["crs"] is { } crs && crs.GetValueKind() != JsonValueKind.String)
        {
            Report(ref walk, "The member 'crs' must be a URI.");
        }
    }

    private static bool IsNumbers(JsonArray corners)
    {
        foreach (var corner in corners)
        {
            if (corner?.GetValueKind() != JsonValueKind.Number || !double.IsFinite(Numbers.Read(corner)))
            {
                return false;
            }
        }

        return true;
    }

    private static void Report(ref Walk walk, string message)
    {
        if (walk.Fails())
        {
            walk.Add(message);
        }
    }
}
