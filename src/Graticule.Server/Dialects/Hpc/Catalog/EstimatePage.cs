using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>What a job would cost, before it is submitted or even saved: takes the body of a new job.</summary>
internal sealed class EstimatePage(HpcConfiguration configuration, Ledger ledger)
{
    public async Task ShowAsync(HpcRequest request)
    {
        var input = await request.ReadAsync();
        var analyses = input.Objects("jobanalyses");
        if (analyses.Count == 0)
        {
            input.Refuse("jobanalyses", "An estimate needs at least one, with its hardware.");
        }

        var isLowPriority = input.Flag("isLowPriority") ?? false;
        var order = analyses.Count > 0 ? ReadOrder(analyses[0], isLowPriority) : null;
        var project = ReadProject(request.Owner, input);
        input.Faults.ThrowIfAny();
        await request.SendAsync(Write(order!, project));
    }

    private Order? ReadOrder(InputObject analysis, bool isLowPriority)
    {
        if (analysis.Object("hardware") is not { } hardware)
        {
            analysis.Refuse("hardware", "This field is required.");
            return null;
        }

        // Version 3 puts the code into an object.
        var code = hardware.Raw("coreType") is JsonObject ? hardware.Object("coreType")!.RequiredText("code") : hardware.RequiredText("coreType");
        var coreType = configuration.FindCoreType(code);
        if (code.Length > 0 && coreType is null)
        {
            hardware.Refuse("coreType", $"There is no core type '{code}'; GET coretypes/ lists them.");
        }

        var cores = hardware.Integer("coresPerSlot", least: 1) ?? coreType?.Cores[0] ?? 1;
        if (coreType is not null && !coreType.Allows(cores))
        {
            hardware.Refuse("coresPerSlot", CoreSizes.Refusal(coreType, cores));
        }

        var slots = hardware.Integer("slots", least: 1, most: 10_000) ?? 1;
        var hours = hardware.Number("walltime", least: 0);
        return coreType is null ? null : new(coreType, cores * slots, isLowPriority, hours is { } given ? TimeSpan.FromHours(Math.Min(given, 1e6)) : null);
    }

    private Project? ReadProject(string owner, InputObject input)
    {
        if (input.Text("projectId") is not { } id)
        {
            return null;
        }

        var project = configuration.FindProject(owner, id);
        if (project is null)
        {
            input.Refuse("projectId", $"There is no project '{id}' for this caller; GET users/me/projects/ lists them.");
        }

        return project;
    }

    private JsonObject Write(Order order, Project? project)
    {
        var left = project is null ? null : ledger.Left(project);
        var most = order.CostOf(order.LongestTime);
        return new()
        {
            ["coreType"] = order.CoreType.Code,
            ["cores"] = order.Cores,
            ["pricePerHour"] = order.PricePerHour,
            ["walltime"] = order.LongestTime.TotalHours,
            ["maximumCost"] = most,
            ["currency"] = configuration.Currency,
            ["budgetLeft"] = left is { } money ? Math.Max(0, money) : null,
            ["isAffordable"] = left is null || most <= left,
        };
    }
}
