using System.Globalization;
using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>Answers of a service, fetched into a folder and read from there.</summary>
internal sealed class ServiceFetch(InputFetcher fetcher, string folder)
{
    private int _count;

    /// <summary>The JSON at an address.</summary>
    /// <exception cref="ProblemException">It cannot be fetched, or is no JSON.</exception>
    internal async Task<byte[]> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture) + ".json");
        await fetcher.FetchAsync(address, path, cancellationToken);
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        File.Delete(path);
        return bytes;
    }

    /// <summary>What the layers are that a service lists, by their names: chipmunk's registry, or aardvark's specifications of chips.</summary>
    /// <exception cref="ProblemException">It lists none.</exception>
    internal async Task<IReadOnlyDictionary<string, ServiceLayer?>> ReadLayersAsync(Uri service, CancellationToken cancellationToken)
    {
        ProblemException? first = null;
        foreach (var resource in (string[])["registry", "chip-specs"])
        {
            try
            {
                return Layers(await ReadAsync(new Uri(service, resource), cancellationToken));
            }
            catch (ProblemException exception)
            {
                first ??= exception;
            }
        }

        throw new ProblemException(first!.Problem with { Message = $"The layers of '{service.IdnHost}' are not known by their names, and it lists none: {first.Problem.Message}" });
    }

    private static Dictionary<string, ServiceLayer?> Layers(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Dictionary<string, ServiceLayer?> layers = new(StringComparer.Ordinal);
            foreach (var entry in ServiceChips.ListOf(document.RootElement).EnumerateArray())
            {
                if (entry.TryGetProperty("ubid", out var ubid) && ubid.GetString() is { } name)
                {
                    string[] tags = entry.TryGetProperty("tags", out var words) && words.ValueKind == JsonValueKind.Array
                        ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
                        : [];
                    layers[name] = ServiceLayer.OfTags(name, tags);
                }
            }

            return layers;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, "it answers with no list of layers.", "source"), exception);
        }
    }
}
