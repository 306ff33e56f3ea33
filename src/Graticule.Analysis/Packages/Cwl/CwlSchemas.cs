using System.Collections.Concurrent;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Named CWL types for geospatial values, which application packages import from one well-known address. They are part of the program,
/// so that no package needs the network for them: <c>ogc.yaml</c>, <c>string_format.yaml</c>, <c>geojson.yaml</c>, <c>stac.yaml</c> and
/// <c>url.yaml</c>.
/// </summary>
internal static class CwlSchemas
{
    public const string Address = "https://raw.githubusercontent.com/eoap/schemas/main/";

    /// <summary>Marks a type that was written out with the name it had, such as <c>ogc.yaml#BBox</c>.</summary>
    public const string NameMember = Address + "#name";

    private static readonly ConcurrentDictionary<string, byte[]?> Known = new(StringComparer.Ordinal);

    /// <summary>The text of a schema; null when the address is another one.</summary>
    public static ReadOnlyMemory<byte>? Find(Uri address)
    {
        var text = address.AbsoluteUri;
        if (text.StartsWith(Address, StringComparison.Ordinal) && Known.GetOrAdd(text[Address.Length..], Load) is { } found)
        {
            return found;
        }

        return null;
    }

    private static byte[]? Load(string name)
    {
        using var stream = name.Contains('/', StringComparison.Ordinal) ? null : typeof(CwlSchemas).Assembly.GetManifestResourceStream($"cwl-{name}");
        if (stream is null)
        {
            return null;
        }

        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
