using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Hpc.Accounts;
using static Graticule.Server.Dialects.Hpc.HpcResource;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>Who the caller is, and what there is to run on: the resources that are neither jobs nor files.</summary>
internal static class CatalogResources
{
    public static IEnumerable<HpcResource> All(HpcParts parts)
    {
        var configuration = parts.Configuration;
        var ledger = new Ledger(parts.Charges, configuration, parts.Clock);
        var users = new UserPages(configuration, ledger);
        var coreTypes = new CoreTypePages(configuration.CoreTypes);
        var analyses = new AnalysisPages(configuration);
        var prices = new PricePages(configuration);
        var organization = new OrganizationPages(configuration, ledger, parts.Clock);
        return
        [
            Get("/users/me", users.ShowAsync),
            Get("/users/me/projects", users.ListProjectsAsync),
            Get("/users/me/folders", UserPages.ListFoldersAsync) with { Versions = HpcVersions.V3 },
            Get("/coretypes", coreTypes.ListAsync),
            Get("/coretypes/{code}", coreTypes.ShowAsync),
            Get("/analyses", analyses.ListAsync),
            Get("/analyses/{code}", analyses.ShowAsync),
            Get("/billing/computeprices", prices.ListAsync),
            Post("/billing/estimate", new EstimatePage(configuration, ledger).ShowAsync) with { Scope = Scopes.Read },
            Get("/remote-viz-config", ListNoneAsync),
            Get("/automations", ListNoneAsync) with { Versions = HpcVersions.V3 },
            Get("/developer-analyses", ListNoneAsync) with { Versions = HpcVersions.V3 },
            Get("/organizations/{organization}/workspaces/{workspace}/billing", organization.ShowBillingAsync),
            Get("/organizations/{organization}/workspaces/{workspace}/custom-fields", organization.ShowCustomFieldsAsync),
            .. StorageDevicePages.Resources,
            .. AbsentPages.Resources,
        ];
    }

    /// <summary>Of what this installation has none.</summary>
    private static Task ListNoneAsync(HpcRequest request) => request.SendPageAsync<string>([], code => code);
}
