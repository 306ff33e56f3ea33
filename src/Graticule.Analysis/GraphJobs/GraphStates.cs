using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Analysis.GraphJobs;

/// <summary>
/// What the pixels of a graph depend on, as a text: the content of its file, and the state of the indexes and files that it names. Reads no pixels,
/// and works without GDAL. Safe from any thread.
/// </summary>
internal sealed class GraphStates
{
    private const int MostKnown = 1000;

    /// <summary>How long a source may have changed before it is seen.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Null when there is no such file.</summary>
    internal string? Of(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            _known.TryRemove(path, out _);
            return null;
        }

        var stamp = (file.LastWriteTimeUtc.Ticks, file.Length);
        if (_known.TryGetValue(path, out var known) && known.Stamp == stamp && Environment.TickCount64 - known.LookedAt < LookEvery.TotalMilliseconds)
        {
            return known.State;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        var sources = known is not null && known.Stamp == stamp ? known.Sources : Sources.Read(path);
        known = new(stamp, sources, sources.State(), Environment.TickCount64);
        _known[path] = known;
        return known.State;
    }

    private sealed record Known((long Changed, long Length) Stamp, Sources Sources, string State, long LookedAt);

    /// <summary>What one graph reads.</summary>
    /// <param name="Content">Hash of the graph's file.</param>
    /// <param name="Words">Every text in it: ids of collections among them.</param>
    /// <param name="Files">Paths of files that it reads.</param>
    /// <param name="Catalog">Where its collections are.</param>
    private sealed record Sources(string Content, IReadOnlySet<string> Words, IReadOnlyList<string> Files, CollectionCatalog Catalog)
    {
        internal static Sources Read(string path)
        {
            var bytes = File.ReadAllBytes(path);
            HashSet<string> words = new(StringComparer.Ordinal);
            JsonObject? inputs = null;
            try
            {
                inputs = JsonNode.Parse(bytes) as JsonObject;
                Collect(inputs, words);
            }
            catch (JsonException)
            {
                // Opening the layer says what is wrong with it.
            }

            return new(
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                words,
                [.. words.Where(word => word.StartsWith('/') && File.Exists(word))],
                GraphWorld.CatalogOf(inputs?[GraphLayers.Settings] as JsonObject ?? []));
        }

        internal string State()
        {
            var text = new StringBuilder(Content);
            foreach (var (collection, state) in Catalog.ListStates())
            {
                if (Words.Contains(collection.Id) || collection.Aliases.Any(Words.Contains))
                {
                    text.Append(CultureInfo.InvariantCulture, $"|{collection.Id}|{collection.Folder}|{state}");
                }
            }

            foreach (var file in Files)
            {
                Add(text, file);
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }

        private static void Add(StringBuilder text, string path)
        {
            var file = new FileInfo(path);
            text.Append(CultureInfo.InvariantCulture, $"|{path}|{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0):x}|{(file.Exists ? file.Length : 0):x}");
        }

        private static void Collect(JsonNode? node, HashSet<string> words)
        {
            switch (node)
            {
                case JsonObject members:
                    foreach (var (_, value) in members)
                    {
                        Collect(value, words);
                    }

                    break;
                case JsonArray items:
                    foreach (var item in items)
                    {
                        Collect(item, words);
                    }

                    break;
                case JsonValue value when value.TryGetValue<string>(out var word):
                    words.Add(word);
                    break;
                default:
                    break;
            }
        }
    }
}
