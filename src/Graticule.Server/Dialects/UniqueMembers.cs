using System.Text.Json;

namespace Graticule.Server.Dialects;

/// <summary>
/// Sees that no object of a document has a member twice, which readers would disagree about. In one pass over the text: the parser's own check
/// takes ten times as long as to parse a document of many numbers.
/// </summary>
internal static class UniqueMembers
{
    /// <exception cref="JsonException">A member is there twice, or it is no JSON, or too deep.</exception>
    public static void Require(ReadOnlySpan<byte> json, int maxDepth)
    {
        List<HashSet<string>> open = [];
        var depth = -1;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    if (++depth == open.Count)
                    {
                        open.Add(new(StringComparer.Ordinal));
                    }

                    break;
                case JsonTokenType.EndObject:
                    open[depth--].Clear();
                    break;
                case JsonTokenType.PropertyName when reader.GetString() is { } name && !open[depth].Add(name):
                    throw new JsonException($"The member '{name}' is there twice, the second time at byte {reader.TokenStartIndex}.");
                default:
                    break;
            }
        }
    }
}
