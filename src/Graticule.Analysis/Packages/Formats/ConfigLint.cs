using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>What a unit asks of a machine (executionUnit.yaml, <c>config</c>): cores, GB of memory and of disk, seconds.</summary>
internal static class ConfigLint
{
    private const int MiBInGB = 1024;

    private static readonly string[] Known =
        ["cpuMin", "cpuMax", "memoryMin", "memoryMax", "storageTempMin", "storageOutputsMin", "jobTimeout"];

    public static void Check(JsonObject config, string pointer, PackageSite site, FaultList faults)
    {
        var values = Known.ToDictionary(name => name, name => config.Amount(name, faults, pointer), StringComparer.Ordinal);
        Limit("cpuMin", values["cpuMin"], site.MaxCores, "cores");
        Limit("memoryMin", values["memoryMin"] * MiBInGB, site.MaxMemoryMiB, "MiB of memory");
        Limit("storageTempMin", (values["storageTempMin"] ?? 0) * MiBInGB, site.MaxDiskMiB, "MiB of disk");
        Limit("storageOutputsMin", ((values["storageTempMin"] ?? 0) + (values["storageOutputsMin"] ?? 0)) * MiBInGB, site.MaxDiskMiB, "MiB of disk, with the temporary files");
        Order("cpuMin", "cpuMax");
        Order("memoryMin", "memoryMax");
        if (values["jobTimeout"] is 0)
        {
            faults.Add(FaultList.Below(pointer, "jobTimeout"), "A time limit of 0 seconds leaves no time to run; leave it out for none.");
        }

        void Limit(string name, double? wanted, int most, string what)
        {
            if (wanted > most)
            {
                faults.Add(FaultList.Below(pointer, name), $"The unit needs {wanted:0.##} {what}; this server gives at most {most}.");
            }
        }

        void Order(string least, string most)
        {
            if (values[least] > values[most])
            {
                faults.Add(FaultList.Below(pointer, most), $"'{most}' is less than '{least}'.");
            }
        }
    }
}
