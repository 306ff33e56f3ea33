using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Conditions on the properties of items: a callback for each, all of which must be true.</summary>
internal static class PropertyConditions
{
    internal static Func<CollectionItem, bool> Read(Arguments args, string parameter)
    {
        if (args[parameter] is null)
        {
            return _ => true;
        }

        var conditions = args.Get<ObjectValue>(parameter).Members;
        return conditions.Values.All(condition => condition is Callback)
            ? item => Holds(item, conditions, args.Run)
            : throw args.Wrong(parameter, "an object with a process for each property");
    }

    private static bool Holds(CollectionItem item, IReadOnlyDictionary<string, object?> conditions, GraphRun run)
    {
        if (conditions.Count == 0)
        {
            return true;
        }

        var document = item.ToStac();
        return conditions.All(condition => ((Callback)condition.Value!).Invoke(run, ("value", ValueOf(document, condition.Key))) is true);
    }

    /// <summary>Of a member of the item itself, or of one of its properties.</summary>
    private static object? ValueOf(JsonObject item, string name)
    {
        const string Inner = "properties.";
        var property = name.StartsWith(Inner, StringComparison.Ordinal) ? name[Inner.Length..] : name;
        var value = name is "id" or "collection" ? item[name] : item["properties"]?[property];
        return (GraphParser.ParseValue(value) as ConstantValue)?.Value;
    }
}
