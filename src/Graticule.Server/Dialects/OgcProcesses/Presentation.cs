using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// How the caller asked to be shown the results. A request that has <c>response</c> or <c>transmissionMode</c> is answered by the rules
/// of version 1.0 (OGC 18-062r2 table 11), any other by those of 2.0.
/// </summary>
internal sealed record Presentation
{
    private const string RulesMember = "rules";
    private const string ResponseMember = "response";
    private const string ModesMember = "modes";
    private const string ReturnMember = "return";
    private const string RootMember = "root";
    private const string PicturesMember = "pictures";
    private const string Document = "document";

    public static Presentation Default { get; } = new();

    public bool IsVersion1 { get; init; }

    /// <summary>1.0: a results document, not raw values.</summary>
    public bool IsDocument { get; init; }

    /// <summary>1.0: outputs whose transmission mode was given: true by reference, false by value.</summary>
    public IReadOnlyDictionary<string, bool> Modes { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>
    /// Outputs that are wanted as a picture by reference, with its media type. The process makes the numbers themselves, and the address is
    /// that of a map of them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public ReturnPreference Return { get; init; }

    /// <summary>Where the caller found the API; kept for jobs whose news are posted, when there is no request to ask.</summary>
    public string? Root { get; init; }

    /// <summary>Whether an output goes by reference; null: the caller did not say. The transmission mode wins over the return preference.</summary>
    public bool? ByReference(string output) => Modes.TryGetValue(output, out var mode) ? mode : Return switch
    {
        ReturnPreference.Minimal => true,
        ReturnPreference.Representation => false,
        _ => null,
    };

    /// <summary>The same, with a later request's preference in place of the first one's.</summary>
    public Presentation Or(ReturnPreference later) => later == ReturnPreference.None ? this : this with { Return = later };

    public static Presentation Of(JobSpec spec) => spec.Presentation is not { } kept ? Default : new()
    {
        IsVersion1 = kept[RulesMember]?.GetValue<string>() == "1.0",
        IsDocument = kept[ResponseMember]?.GetValue<string>() == Document,
        Modes = (kept[ModesMember] as JsonObject ?? []).ToDictionary(
            mode => mode.Key, mode => mode.Value!.GetValue<bool>(), StringComparer.Ordinal),
        Pictures = (kept[PicturesMember] as JsonObject ?? []).ToDictionary(
            picture => picture.Key, picture => picture.Value!.GetValue<string>(), StringComparer.Ordinal),
        Return = Enum.Parse<ReturnPreference>(kept[ReturnMember]?.GetValue<string>() ?? nameof(ReturnPreference.None)),
        Root = kept[RootMember]?.GetValue<string>(),
    };

    /// <summary>Null for the default.</summary>
    public JsonObject? Write()
    {
        JsonObject kept = [];
        if (IsVersion1)
        {
            kept[RulesMember] = "1.0";
        }

        if (IsDocument)
        {
            kept[ResponseMember] = Document;
        }

        if (Modes.Count > 0)
        {
            kept[ModesMember] = new JsonObject(Modes.Select(mode => KeyValuePair.Create<string, JsonNode?>(mode.Key, mode.Value)));
        }

        if (Pictures.Count > 0)
        {
            kept[PicturesMember] = new JsonObject(Pictures.Select(picture => KeyValuePair.Create<string, JsonNode?>(picture.Key, picture.Value)));
        }

        if (Return != ReturnPreference.None)
        {
            kept[ReturnMember] = Return.ToString();
        }

        if (Root is not null)
        {
            kept[RootMember] = Root;
        }

        return kept.Count == 0 ? null : kept;
    }
}
