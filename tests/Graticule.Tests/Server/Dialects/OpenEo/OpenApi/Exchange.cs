using System.Net.Http.Headers;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>A request and its answer, both read whole.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Of the address, without query, as it was sent.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Headers">Of the answer, those of its body too; names without regard to case.</param>
/// <param name="Body">Of the answer.</param>
public sealed record Exchange(string Method, string Path, int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Media type of the request's body; null: there is none.</summary>
    public string? SentType { get; init; }

    public byte[] Sent { get; init; } = [];

    /// <summary>Media type of the answer without parameters.</summary>
    public string? MediaType => Headers.TryGetValue("Content-Type", out var type) ? type.Split(';')[0].Trim() : null;

    public static IReadOnlyDictionary<string, string> Flatten(params HttpHeaders[] headers) => headers.SelectMany(one => one)
        .GroupBy(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => string.Join(", ", group), StringComparer.OrdinalIgnoreCase);

    public override string ToString() => $"{Method} {Path} -> {Status}";
}
