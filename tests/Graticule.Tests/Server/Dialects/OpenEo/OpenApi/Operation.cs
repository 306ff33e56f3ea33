using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>A method of a path of the document.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With variables, such as <c>/jobs/{job_id}</c>.</param>
/// <param name="Description">What the document says of it.</param>
internal sealed record Operation(string Method, string Path, JsonObject Description)
{
    /// <summary>Statuses of success that the document names.</summary>
    public IEnumerable<string> Successes => Description["responses"]!.AsObject().Select(response => response.Key).Where(status => status.StartsWith('2'));

    /// <summary>The key of the document's answers that a status falls under; null: none.</summary>
    public string? KeyOf(int status)
    {
        var responses = Description["responses"]!.AsObject();
        var (exact, range) = ($"{status}", $"{status / 100}XX");
        return responses.ContainsKey(exact) ? exact : responses.ContainsKey(range) ? range : null;
    }

    public override string ToString() => $"{Method} {Path}";
}
