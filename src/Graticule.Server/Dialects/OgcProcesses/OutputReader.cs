using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Reads the member <c>outputs</c> of a request: which, as what, and (1.0) by value or by reference.</summary>
internal sealed class OutputReader(ProcessDescription process, List<Fault> faults)
{
    private static readonly Dictionary<string, bool> None = [];
    private static readonly Dictionary<string, string> NoPictures = [];

    private Dictionary<string, string?>? _wanted;
    private Dictionary<string, bool>? _modes;
    private Dictionary<string, string>? _pictures;

    /// <summary>Null: all outputs.</summary>
    public IReadOnlyDictionary<string, string?>? Wanted => _wanted;

    public IReadOnlyDictionary<string, bool> Modes => _modes ?? None;

    /// <summary>Outputs that are to be shown as a map, with the media type of the picture.</summary>
    public IReadOnlyDictionary<string, string> Pictures => _pictures ?? NoPictures;

    public void Read(JsonElement outputs)
    {
        if (outputs.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new("/outputs", "The member 'outputs' must be an object that has a member for each output wanted, such as {\"out\": {}}."));
            return;
        }

        _wanted = new(StringComparer.Ordinal);
        foreach (var output in outputs.EnumerateObject())
        {
            var name = output.Name;
            if (output.Value.ValueKind != JsonValueKind.Object)
            {
                _wanted[name] = null;
                if (output.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True))
                {
                    faults.Add(new(InputReader.Pointer("outputs", name), "An output is asked for by an object, which may be empty."));
                }

                continue;
            }

            _wanted[name] = MediaType(name, output.Value);
            ReadMode(name, output.Value);
            TakePicture(name);
        }
    }

    private void ReadMode(string name, JsonElement output)
    {
        if (ExecuteReader.Member(output, "transmissionMode") is not { } mode)
        {
            return;
        }

        if (mode.ValueKind == JsonValueKind.String && mode.GetString() is "value" or "reference")
        {
            (_modes ??= new(StringComparer.Ordinal))[name] = mode.ValueEquals("reference");
        }
        else
        {
            faults.Add(new(InputReader.Pointer("outputs", name) + "/transmissionMode", "The transmission mode must be 'value' or 'reference'."));
        }
    }

    /// <summary>A picture by reference, of an output that can be GeoTIFF, is the address of a map: the process is asked for GeoTIFF.</summary>
    private void TakePicture(string name)
    {
        if (_wanted![name] is { } asked
            && AcceptHeader.Essence(asked) is "image/png" or "image/jpeg"
            && Modes.GetValueOrDefault(name)
            && Types(name).FirstOrDefault(type => AcceptHeader.Essence(type).Equals(MediaTypes.Tiff, StringComparison.OrdinalIgnoreCase)) is { } numbers)
        {
            (_pictures ??= new(StringComparer.Ordinal))[name] = AcceptHeader.Essence(asked).ToString();
            _wanted[name] = numbers;
        }
    }

    /// <summary>The media type as the process writes it, where it has one that is meant.</summary>
    private string? MediaType(string name, JsonElement output)
    {
        var asked = ExecuteReader.Text(output, "mediaType")
            ?? (ExecuteReader.Member(output, "format") is { ValueKind: JsonValueKind.Object } format ? ExecuteReader.Text(format, "mediaType") : null);
        if (string.IsNullOrEmpty(asked))
        {
            return null;
        }

        var known = Types(name);
        return known.FirstOrDefault(type => type.Replace(" ", "", StringComparison.Ordinal).Equals(asked.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            ?? known.FirstOrDefault(type => AcceptHeader.Essence(type).Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? asked;
    }

    private IReadOnlyList<string> Types(string name) => process.Outputs.FirstOrDefault(found => found.Name == name)?.MediaTypes ?? [];
}
