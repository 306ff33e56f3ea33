using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Accounting;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>What the caller's jobs have cost in its workspace, and which fields jobs have beside the usual ones.</summary>
internal sealed class OrganizationPages(HpcConfiguration configuration, Ledger ledger, TimeProvider clock)
{
    /// <summary>Sums of whole months (UTC), of the caller's own jobs; this month where none is named.</summary>
    public Task ShowBillingAsync(HpcRequest request)
    {
        RequireWorkspace(request);
        var now = clock.GetUtcNow();
        var faults = new FieldErrors();
        var start = Month(request, "start", now, faults);
        var end = Month(request, "end", now, faults);
        if (faults.Count == 0 && end < start)
        {
            faults.Add("/endMonth", "The last month must not be before the first.");
        }

        faults.ThrowIfAny();
        var charges = ledger.List(request.Owner, start, end.AddMonths(1));
        return request.SendAsync(Write(charges, start, end));
    }

    public Task ShowCustomFieldsAsync(HpcRequest request)
    {
        RequireWorkspace(request);
        return request.SendAsync(new JsonObject { ["fields"] = new JsonObject { ["compute"] = new JsonObject() }, ["isEnabled"] = false });
    }

    /// <exception cref="HpcException">404: the caller is in no such organization or workspace.</exception>
    private void RequireWorkspace(HpcRequest request)
    {
        var organization = configuration.Organization;
        if (request.Route("organization") != organization.Code || request.Route("workspace") != organization.WorkspaceId)
        {
            throw HpcErrors.NotFound;
        }
    }

    private JsonObject Write(IReadOnlyList<Charge> charges, DateTimeOffset start, DateTimeOffset end)
    {
        var hardware = charges.Sum(charge => charge.Amount ?? 0);
        return new()
        {
            ["id"] = configuration.Organization.WorkspaceId,
            ["label"] = string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM} to {end:yyyy-MM}"),
            ["activeUsers"] = charges.Count > 0 ? 1 : 0,
            ["jobs"] = charges.Count,
            ["hardwareUsage"] = charges.Sum(charge => charge.Cores * (charge.Seconds ?? 0)) / 3600,
            ["hardwareCharge"] = hardware,
            ["softwareCharge"] = 0,
            ["storageUsage"] = 0,
            ["storageCharge"] = 0,
            ["transferUsage"] = 0,
            ["transferCharge"] = 0,
            ["connectionsCharge"] = 0,
            ["platformCharge"] = 0,
            ["deposits"] = 0,
            ["appliedCredit"] = 0,
            ["appliedDeposit"] = 0,
            ["totalCharge"] = hardware,
            ["currency"] = configuration.Currency,
        };
    }

    private static DateTimeOffset Month(HpcRequest request, string which, DateTimeOffset now, FieldErrors faults) => new(
        Number(request, which + "Year", 2000, 9998, now.Year, faults), Number(request, which + "Month", 1, 12, now.Month, faults), 1, 0, 0, 0, TimeSpan.Zero);

    private static int Number(HpcRequest request, string name, int least, int most, int usual, FieldErrors faults)
    {
        if (request.Query(name) is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add("/" + name, $"This must be a whole number from {Digits.Of(least)} to {Digits.Of(most)}.");
        return usual;
    }
}
