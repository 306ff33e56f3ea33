using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>The software that jobs may name.</summary>
internal sealed class AnalysisPages(HpcConfiguration configuration)
{
    public Task ListAsync(HpcRequest request) => request.SendPageAsync(configuration.Analyses, analysis => Write(analysis, request.IsV3));

    public Task ShowAsync(HpcRequest request) => configuration.FindAnalysis(request.Route("code")) is { } found
        ? request.SendAsync(Write(found, request.IsV3))
        : throw HpcErrors.NotFound;

    private JsonObject Write(Software analysis, bool isV3)
    {
        JsonObject written = new()
        {
            ["code"] = analysis.Code,
            ["name"] = analysis.Name,
            ["type"] = "compute",
            ["description"] = analysis.Description,
            ["vendorName"] = analysis.Vendor,
            ["industries"] = new JsonArray(),
            ["versions"] = new JsonArray([.. analysis.Versions.Select(version => Write(analysis, version))]),
            ["hasRescaleLicense"] = false,
            ["hasShortTermLicense"] = false,
            ["licenseSettings"] = new JsonArray(),
            ["optimizerType"] = null,
            ["pricing"] = null,
            ["resources"] = new JsonArray(),
            ["thumbnail"] = null,
            ["displayOrder"] = configuration.Analyses.TakeWhile(other => other != analysis).Count(),
        };
        if (!isV3)
        {
            written["supportDesks"] = new JsonArray();
        }

        return written;
    }

    private JsonObject Write(Software analysis, AnalysisVersion version)
    {
        var coreTypes = configuration.CoreTypes.Where(type => version.CoreTypes.Count == 0 || version.CoreTypes.Contains(type.Code, StringComparer.Ordinal));
        return new()
        {
            ["id"] = $"{analysis.Code}-{version.Code}",
            ["version"] = version.Name,
            ["versionCode"] = version.Code,
            ["allowedCoreTypes"] = new JsonArray([.. coreTypes.Select(type => JsonValue.Create(type.Code))]),
            ["stdCommand"] = null,
            ["mpiCommand"] = null,
            ["smpCommand"] = null,
            ["eula"] = null,
        };
    }
}
