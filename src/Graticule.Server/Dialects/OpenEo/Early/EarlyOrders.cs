using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Jobs.Access;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Orders of an early version as what jobs of today run, and back.</summary>
internal sealed partial class EarlyOrders(EarlyForm form, EarlyTranslator translator)
{
    private const string ProcessMember = "process";

    /// <summary>The nodes of today, which save their result, and what is done otherwise than it was written.</summary>
    /// <exception cref="OpenEoException">ProcessGraphInvalid, ProcessUnsupported, ProcessParameterInvalid, FormatUnsuitable, PermissionsInsufficient.</exception>
    public TranslatedGraph Translate(Caller caller, EarlyOrder order)
    {
        RefuseForeign(order.Graph, caller);
        var output = order.Output?.DeepClone().AsObject() ?? [];
        output.Remove("strict");
        var translated = translator.Translate(form, caller, order.Graph, output);
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

    /// <summary>What is kept of a job, as all versions know it: the process, which holds the order as it was written.</summary>
    public JsonObject Keep(EarlyOrder order, TranslatedGraph translated) =>
        new() { [ProcessMember] = new EarlySource(order.Graph, order.Output) { View = order.View }.Process(form, translated) };

    /// <summary>The order as it was written; null of a job that another version made, or changed since.</summary>
    public EarlyOrder? Of(BatchJob job) => EarlySource.Find(job.Request[ProcessMember], form) is { } source ? new(source.Graph, source.Output, source.View) : null;

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
