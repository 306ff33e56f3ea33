using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Graticule.Raster.Observations.Registration;

/// <summary>A map of a YAML file. Of keys that are there twice the last one holds, as in Python.</summary>
/// <param name="members">Of the map; scalars are texts.</param>
/// <param name="place">Words for where it stands, for messages.</param>
internal sealed class ConfigurationMap(IReadOnlyDictionary<string, object?> members, string place)
{
    private const int MostBytes = 16 << 20;

    private static readonly Dictionary<string, object?> Empty = new(StringComparer.Ordinal);

    internal IEnumerable<string> Keys => members.Keys;

    /// <exception cref="ConfigurationException">The file is no YAML, or its root is no map.</exception>
    internal static ConfigurationMap ReadFile(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
        {
            throw new ConfigurationException($"'{path}' is larger than {MostBytes >> 20} MiB, which no list of data sets is.");
        }

        try
        {
            using var reader = File.OpenText(path);
            var root = new DeserializerBuilder().Build().Deserialize<object?>(new MergingParser(new Parser(reader)));
            return new(AsMap(root, $"'{path}'"), $"'{path}'");
        }
        catch (YamlException exception)
        {
            throw new ConfigurationException($"'{path}' is no YAML: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}");
        }
        catch (FileNotFoundException)
        {
            throw new ConfigurationException($"There is no file '{path}'.");
        }
    }

    internal bool Has(string key) => members.GetValueOrDefault(key) is not null;

    /// <summary>The id, for messages about this map.</summary>
    internal string NameOr(string otherwise) => members.GetValueOrDefault("id") as string is { Length: > 0 } id ? id : otherwise;

    /// <summary>Null: it is absent or empty.</summary>
    internal string? Text(string key) => members.GetValueOrDefault(key) switch
    {
        null or "" => null,
        string text => text,
        _ => throw new ConfigurationException($"'{key}' of {place} must be a text."),
    };

    internal string Required(string key, string example) =>
        Text(key) ?? throw new ConfigurationException($"'{key}' is missing in {place}; write one such as '{key}: {example}'.");

    /// <summary>Empty: it is absent.</summary>
    internal ConfigurationMap Map(string key) => members.GetValueOrDefault(key) is { } value ? new(AsMap(value, $"'{key}' of {place}"), $"'{key}' of {place}") : new(Empty, place);

    internal IEnumerable<ConfigurationMap> Maps(string key) => members.GetValueOrDefault(key) switch
    {
        null => [],
        IEnumerable<object?> list => [.. list.Select((item, index) => new ConfigurationMap(AsMap(item, $"item {index + 1} of '{key}' in {place}"), $"item {index + 1} of '{key}'"))],
        _ => throw new ConfigurationException($"'{key}' of {place} must be a list."),
    };

    /// <summary>A list of texts; one text counts as a list of one.</summary>
    internal IReadOnlyList<string> Texts(string key) => members.GetValueOrDefault(key) switch
    {
        null or "" => [],
        string text => [text],
        IEnumerable<object?> list when list.All(item => item is string) => [.. list.Cast<string>()],
        _ => throw new ConfigurationException($"'{key}' of {place} must be a list of texts."),
    };

    /// <summary>A date or time of ISO 8601, without a zone in UTC, in seconds since 1970.</summary>
    internal long? Instant(string key) => Text(key) is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : throw new ConfigurationException($"'{key}' of {place} is '{text}', which is no date; write one such as 2018-04-01 or 2018-04-01T12:00:00Z.");

    internal int Count(string key) => int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ConfigurationException($"'{key}' of {place} is '{members.GetValueOrDefault(key)}'; it must be a whole number above 0.");

    /// <summary>Members that are scalars, or lists of them joined by commas.</summary>
    internal Dictionary<string, string> AllTexts() => members
        .Select(member => (member.Key, Value: member.Value switch { string text => text, IEnumerable<object?> list => string.Join(", ", list), _ => null }))
        .Where(member => member.Value is not null)
        .ToDictionary(member => member.Key, member => member.Value!, StringComparer.Ordinal);

    private static Dictionary<string, object?> AsMap(object? value, string place)
    {
        if (value is not IDictionary<object, object?> map)
        {
            throw new ConfigurationException($"{place} must be a map of keys and values.");
        }

        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach (var (key, item) in map)
        {
            members[key as string ?? ""] = item;
        }

        return members;
    }
}
