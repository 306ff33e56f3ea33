namespace Graticule.Analysis.Graphs.Specs;

/// <summary>
/// Whether a value that is not there yet, the result of a node or a parameter, can fit a schema. In doubt it can: only what never fits is told.
/// </summary>
internal static class SchemaFit
{
    /// <param name="wanted">What the value is for.</param>
    /// <param name="given">What is known of it.</param>
    internal static bool CanFit(ValueSchema wanted, ValueSchema given) =>
        wanted.Alternatives.Any(want => given.Alternatives.Any(have => want.IsAny || have.IsAny || TypeFits(want, have)));

    private static bool TypeFits(ValueSchema wanted, ValueSchema given) =>
        wanted.Types.Count == 0 || given.Types.Count == 0 || wanted.Types.Any(want => given.Types.Any(have => Same(want, have) && DetailFits(want, wanted, given)));

    private static bool Same(string wanted, string given) =>
        wanted == given || (wanted is "number" or "integer" && given is "number" or "integer");

    private static bool DetailFits(string type, ValueSchema wanted, ValueSchema given) => type switch
    {
        "array" => wanted.Items is null || given.Items is null || CanFit(wanted.Items, given.Items),
        "object" => ObjectFits(wanted, given),
        _ => wanted.Subtype is null || given.Subtype is null || wanted.Subtype == given.Subtype,
    };

    /// <summary>Cubes go with any object that is not plainly something else, as definitions of several releases name them differently.</summary>
    private static bool ObjectFits(ValueSchema wanted, ValueSchema given)
    {
        if (wanted.Subtype == "process-graph" || given.Subtype == "process-graph")
        {
            return wanted.Subtype == given.Subtype || wanted.Subtype is null || given.Subtype is null;
        }

        return !(IsRaster(wanted) && IsVector(given)) && !(IsVector(wanted) && IsRaster(given));
    }

    private static bool IsRaster(ValueSchema schema) => schema.Dimensions.Contains("spatial", StringComparer.Ordinal);

    private static bool IsVector(ValueSchema schema) => schema.Dimensions.Contains("geometry", StringComparer.Ordinal);
}
