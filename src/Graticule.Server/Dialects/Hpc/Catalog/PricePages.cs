using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>What an hour of a core costs: a bare list, as the original has it.</summary>
internal sealed class PricePages(HpcConfiguration configuration)
{
    public Task ListAsync(HpcRequest request) => request.SendAsync(new JsonArray(
    [
        .. configuration.CoreTypes.SelectMany(type => (JsonNode[])
        [
            Write(type, "on-demand", type.Price),
            Write(type, "low-priority", type.PriceOf(isLowPriority: true)),
        ]),
    ]));

    private JsonObject Write(CoreType type, string plan, decimal price) => new()
    {
        ["coreType"] = type.Code,
        ["os"] = "linux",
        ["planType"] = plan,
        ["isActive"] = type.IsActive,
        ["unit"] = "core-hour",
        ["value"] = new JsonObject { ["amount"] = price.ToString(CultureInfo.InvariantCulture), ["currency"] = configuration.Currency },
    };
}
