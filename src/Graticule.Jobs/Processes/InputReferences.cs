using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Where references stand in a spec's inputs: as an input's value, or as one of its list.</summary>
public static class InputReferences
{
    public static bool Any(JsonObject inputs)
    {
        foreach (var (_, value) in inputs)
        {
            if (InputReference.TryRead(value, out _) || (value is JsonArray list && list.Any(item => InputReference.TryRead(item, out _))))
            {
                return true;
            }
        }

        return false;
    }
}
