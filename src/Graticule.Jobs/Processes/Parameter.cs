using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>One input or output of a process.</summary>
/// <param name="Name">Name, unique among the process's inputs or outputs.</param>
/// <param name="Schema">JSON Schema of one value, in the subset that <see cref="InputCheck"/> knows.</param>
public sealed record Parameter(string Name, JsonObject Schema)
{
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Least number of values; 0: the input may be left out.</summary>
    public int MinOccurs { get; init; } = 1;

    /// <summary>Largest number of values; null: any number. Above 1, the value is an array.</summary>
    public int? MaxOccurs { get; init; } = 1;

    public bool IsList => MaxOccurs is null or > 1;

    /// <summary>Media types of a value that is a file, in order of preference; empty for a JSON value.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [];

    /// <summary>Whether a value is a file that the process opens by path, rather than JSON.</summary>
    public bool IsFile => MediaTypes.Count > 0;

    /// <summary>
    /// Whether a value is a folder. As an input it is given by the address of a STAC item, collection, catalog or feature collection,
    /// whose files are brought into the folder; as an output it is all the files in it.
    /// </summary>
    public bool IsFolder { get; init; }

    public IReadOnlyList<ProcessMetadata> Metadata { get; init; } = [];

    public IReadOnlyList<AdditionalParameter> AdditionalParameters { get; init; } = [];
}
