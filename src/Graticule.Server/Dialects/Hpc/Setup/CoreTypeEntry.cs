using System.Globalization;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>One of <c>coreTypes</c>.</summary>
internal static class CoreTypeEntry
{
    private static readonly string[] Keys =
    [
        "code", "name", "description", "cores", "maxNodes", "processorInfo", "categories", "memoryPerCore", "storagePerCore", "price", "lowPriorityPrice", "executor",
        "partition", "isActive", "maxWalltime",
    ];

    public static CoreType Read(InputObject entry, bool hasSlurm)
    {
        entry.RefuseOthers(Keys);
        var code = entry.Code("code");
        var executor = entry.Text("executor") ?? "local";
        if (executor != "local" && !(executor == "slurm" && hasSlurm))
        {
            entry.Refuse("executor", $"'{executor}' is no executor of this server: 'local' is one, and 'slurm' where the server was started with --slurm.");
        }

        var partition = entry.OptionalCode("partition");
        if (partition is not null && executor != "slurm")
        {
            entry.Refuse("partition", "Only a Slurm cluster has partitions: it needs 'executor: slurm'.");
        }

        return new()
        {
            Code = code,
            Name = entry.Text("name") ?? code,
            Description = entry.Text("description") ?? "",
            Cores = Sizes(entry),
            MaxNodes = entry.Integer("maxNodes", least: 1, most: 100_000) ?? 1,
            ProcessorInfo = entry.Text("processorInfo") ?? "",
            Categories = entry.Names("categories") ?? ["general"],
            MemoryPerCoreMiB = entry.Integer("memoryPerCore", least: 64) ?? 2048,
            StoragePerCoreGiB = entry.Integer("storagePerCore", least: 1) ?? 10,
            Price = entry.Money("price") ?? 0,
            LowPriorityPrice = entry.Money("lowPriorityPrice"),
            Executor = executor,
            Partition = partition,
            IsActive = entry.Flag("isActive") ?? true,
            MaxWallTimeHours = entry.Integer("maxWalltime", least: 1, most: 24 * 366) ?? 24,
        };
    }

    private static List<int> Sizes(InputObject entry)
    {
        if (entry.Names("cores") is not { Count: > 0 } texts)
        {
            entry.Refuse("cores", "This must be a list of the numbers of cores that a slot may have, such as [2, 4, 8].");
            return [1];
        }

        List<int> sizes = [];
        foreach (var text in texts)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 && (sizes.Count == 0 || size > sizes[^1]))
            {
                sizes.Add(size);
            }
            else
            {
                entry.Refuse("cores", $"'{text}' is no whole number above the one before it.");
            }
        }

        return sizes.Count > 0 ? sizes : [1];
    }
}
