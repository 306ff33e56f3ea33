using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Jobs.Access;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Orders of an early version as what jobs of today run, and back.</summary>
internal sealed partial class EarlyOrders(EarlyForm form, EarlyWorlds worlds)
{
    private const string ProcessMember = "process";

    private const string OrderMember = "early";

    private const string DigestMember = "of";

    /// <summary>The nodes of today, which save their result, and what is done otherwise than it was written.</summary>
    /// <exception cref="OpenEoException">ProcessGraphInvalid, FormatUnsuitable, PermissionsInsufficient.</exception>
    public TranslatedGraph Translate(Caller caller, EarlyOrder order)
    {
        RefuseForeign(order.Graph, caller);
        var output = order.Output?.DeepClone().AsObject() ?? [];
        output.Remove("strict");
        TranslatedGraph translated;
        try
        {
            translated = EarlyGraph.Translate(form, order.Graph, output, worlds.Of(caller));
        }
        catch (EarlyGraphException exception)
        {
            throw exception.Argument == "format" ? EarlyErrors.NotAcceptable(exception.Message) : Errors.New("ProcessGraphInvalid", exception.Message);
        }

        List<string> remarks = [.. translated.Remarks];
        if (order.View is not null)
        {
            EarlyView.Apply(order.View, translated.Nodes);
        }

        OutputOptions.Settle(translated.Nodes, order.IsStrict, remarks);
        return order.IsStrict && remarks.Count > 0
            ? throw EarlyErrors.NotAcceptable($"Asked to do strictly what was written, which this server cannot: {string.Join(" ", remarks)}")
            : translated with { Remarks = remarks };
    }

    /// <summary>What is kept of a job: members as all versions know them, and the order as it was written.</summary>
    public static JsonObject Keep(EarlyOrder order, TranslatedGraph translated)
    {
        var process = new JsonObject { ["process_graph"] = translated.Nodes.DeepClone() };
        var early = order.ToJson();
        early[DigestMember] = Digest(process);
        return new() { [ProcessMember] = process, [OrderMember] = early };
    }

    /// <summary>The order as it was written; null of a job that another version made, or changed since.</summary>
    public static EarlyOrder? Of(BatchJob job) =>
        job.Request[OrderMember] is JsonObject early && (string?)early[DigestMember] == Digest(job.Request[ProcessMember]) ? EarlyOrder.Of(early) : null;

    private static string Digest(JsonNode? process) => Convert.ToHexStringLower(SHA256.HashData(Wire.Bytes(process)));

    /// <summary>Paths say whose files they name, and nobody reads those of others.</summary>
    private static void RefuseForeign(JsonNode? node, Caller caller)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members)
                {
                    RefuseForeign(member, caller);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    RefuseForeign(item, caller);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && OwnerInPath().Match(text) is { Success: true } found:
                var user = found.Groups["user"].Value;
                if (user != "me" && !caller.IsCalled(user))
                {
                    throw EarlyErrors.Foreign(user);
                }

                break;
            default:
                break;
        }
    }

    [GeneratedRegex("^/*users?/+(?<user>[^/]+)/+files(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnerInPath();
}
