using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>What jobs may run on.</summary>
internal sealed class CoreTypePages(IReadOnlyList<CoreType> coreTypes)
{
    /// <summary>Those in use; <c>isActive=false</c> lists the others.</summary>
    public Task ListAsync(HpcRequest request)
    {
        var isActive = request.Query("isActive") is null || request.IsAsked("isActive");
        return request.SendPageAsync([.. coreTypes.Where(type => type.IsActive == isActive)], type => Write(type, request.IsV3));
    }

    public Task ShowAsync(HpcRequest request) => coreTypes.FirstOrDefault(type => type.Code == request.Route("code")) is { } found
        ? request.SendAsync(Write(found, request.IsV3))
        : throw HpcErrors.NotFound;

    /// <summary>Prices are in version 2 alone.</summary>
    private JsonObject Write(CoreType type, bool isV3)
    {
        JsonObject written = new()
        {
            ["code"] = type.Code,
            ["name"] = type.Name,
            ["description"] = type.Description,
            ["cores"] = new JsonArray([.. type.Cores.Select(cores => JsonValue.Create(cores))]),
            ["processorInfo"] = type.ProcessorInfo,
            ["categoryCodes"] = new JsonArray([.. type.Categories.Select(category => JsonValue.Create(category))]),
            ["memory"] = type.MemoryPerCoreMiB,
            ["storage"] = type.StoragePerCoreGiB,
            ["compute"] = null,
            ["io"] = null,
            ["storageIo"] = null,
            ["hasSsd"] = false,
            ["gpuCounts"] = new JsonArray(),
            ["isActive"] = type.IsActive,
            ["isDeprecated"] = !type.IsActive,
            ["isPrimary"] = type == coreTypes[0],
            ["remoteVizAllowed"] = false,
            ["maxWalltime"] = type.MaxWallTimeHours,
            ["displayOrder"] = coreTypes.TakeWhile(other => other != type).Count(),
        };
        if (!isV3)
        {
            written["price"] = type.Price;
            written["lowPriorityPrice"] = type.PriceOf(isLowPriority: true).ToString(CultureInfo.InvariantCulture);
            written["walltimeRequired"] = false;
        }

        return written;
    }
}
