namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>One machine in shapes that jobs may choose from: how many cores at once, how much memory for each, for how long.</summary>
internal static class DefaultCoreTypes
{
    private static readonly Shape[] Shapes =
    [
        new("granite", "General purpose, from two cores", ["general"], Least: 2, Memory: 1, Hours: 24, Price: 0.05m),
        new("basalt", "General purpose, from one core", ["general"], Least: 1, Memory: 1, Hours: 24, Price: 0.05m),
        new("marble", "Half the memory", ["general", "economy"], Least: 1, Memory: 0.5, Hours: 24, Price: 0.03m),
        new("pumice", "A quarter of the memory", ["economy"], Least: 1, Memory: 0.25, Hours: 24, Price: 0.02m),
        new("slate", "Short jobs", ["general"], Least: 1, Memory: 1, Hours: 1, Price: 0.04m),
        new("chalk", "Short jobs with little memory, for trying things", ["economy"], Least: 1, Memory: 0.25, Hours: 1, Price: 0.01m),
        new("sandstone", "Jobs of many days", ["general"], Least: 1, Memory: 1, Hours: 24 * 14, Price: 0.06m),
        new("onyx", "One and a half times the memory", ["memory"], Least: 1, Memory: 1.5, Hours: 24, Price: 0.08m),
        new("obsidian", "Twice the memory", ["memory"], Least: 1, Memory: 2, Hours: 24, Price: 0.1m),
        new("gneiss", "From four cores", ["general", "compute"], Least: 4, Memory: 1, Hours: 24, Price: 0.05m),
        new("quartz", "From eight cores", ["compute"], Least: 8, Memory: 1, Hours: 24, Price: 0.045m),
        new("flint", "From sixteen cores", ["compute"], Least: 16, Memory: 0.5, Hours: 24, Price: 0.04m),
    ];

    /// <summary>Nodes of the cluster's default partition.</summary>
    public static CoreType Cluster { get; } = new()
    {
        Code = "dolomite",
        Name = "Dolomite",
        Description = "Nodes of the cluster",
        Cores = [1, 2, 4, 8, 16, 32],
        ProcessorInfo = "Nodes of the Slurm cluster",
        Categories = ["general", "compute"],
        MemoryPerCoreMiB = 2048,
        StoragePerCoreGiB = 10,
        Price = 0.05m,
        LowPriorityPrice = 0.025m,
        Executor = "slurm",
        MaxNodes = 64,
        MaxWallTimeHours = 24 * 7,
    };

    /// <summary>
    /// All shapes: those that ask for more cores than the machine has share what it has. No job may have more memory than three quarters of the
    /// machine's; what asks for more of it for each core has fewer cores.
    /// </summary>
    public static IEnumerable<CoreType> Of(Machine machine) => Shapes.Select(shape =>
    {
        var memory = Math.Max(1024, machine.MemoryMiB * 3L / 4);
        var sizes = Sizes(shape.Least, (int)(machine.Cores / Math.Max(1, shape.Memory)));
        return new CoreType
        {
            Code = shape.Code,
            Name = char.ToUpperInvariant(shape.Code[0]) + shape.Code[1..],
            Description = shape.Description,
            Cores = sizes,
            ProcessorInfo = machine.Processor,
            Categories = shape.Categories,
            MemoryPerCoreMiB = (int)Math.Max(128, Math.Min(memory * shape.Memory / machine.Cores, memory / (double)sizes[^1])),
            StoragePerCoreGiB = 10,
            Price = shape.Price,
            LowPriorityPrice = shape.Price / 2,
            MaxWallTimeHours = shape.Hours,
        };
    });

    /// <summary>Powers of two up to the machine's cores; one at least, so that a job that runs on another machine runs here too, slower.</summary>
    private static int[] Sizes(int least, int cores)
    {
        List<int> sizes = [least];
        while (sizes[^1] * 2 <= cores)
        {
            sizes.Add(sizes[^1] * 2);
        }

        return [.. sizes];
    }

    private sealed record Shape(string Code, string Description, string[] Categories, int Least, double Memory, int Hours, decimal Price);
}
