using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>What keeps a command package from working here, found before it is deployed.</summary>
internal static class CommandLint
{
    public static void Check(ProcessDescription process, UnitText unit, PackageSetting setting, FaultList faults)
    {
        CheckImage(process, unit, setting, faults);
        if (unit.Unit["config"] is JsonObject config)
        {
            ConfigLint.Check(config, FaultList.Below(unit.Pointer, "config"), setting.Site, faults);
        }

        if (unit.Unit["bindings"] is JsonObject bindings)
        {
            BindingLint.Check(process, bindings, FaultList.Below(unit.Pointer, "bindings"), faults);
        }

        PatternLint.Check(process, unit.DescriptionPointer, faults);
        CheckNames(process, unit.DescriptionPointer, faults);
    }

    private static void CheckImage(ProcessDescription process, UnitText unit, PackageSetting setting, FaultList faults)
    {
        var own = JsonMembers.TextOf(unit.Unit["image"]) ?? JsonMembers.TextOf(unit.Unit["href"]);
        var entry = EntryPoint.Find(process);
        if (entry is { Length: 0 })
        {
            faults.Add(FaultList.Below(unit.DescriptionPointer, "additionalParameters"), "The parameter 'entry-point' must be a text that is a command.");
        }

        if ((EntryPoint.Image(entry ?? []) ?? own) is not { } first)
        {
            faults.Add(
                FaultList.Below(unit.Pointer, "image"),
                "The unit names no container image; give one as 'image', or in an 'entry-point' such as 'singularity exec tool.sif command'.");
        }
        else if (setting.WhyNotImage?.Invoke(first) is { } complaint && (own is null || own == first || setting.WhyNotImage(own) is not null))
        {
            faults.Add(FaultList.Below(unit.Pointer, "image"), complaint);
        }
    }

    /// <summary>Names become parts of file names and of arguments.</summary>
    private static void CheckNames(ProcessDescription process, string pointer, FaultList faults)
    {
        foreach (var output in process.Outputs.Where(output => output.Name.AsSpan().IndexOfAny('/', '\\') >= 0 || output.Name is "." or ".."))
        {
            faults.Add(FaultList.Below($"{pointer}/outputs", output.Name), $"The output '{output.Name}' cannot be the name of a file.");
        }

        if (process.Outputs.Count == 0)
        {
            faults.Add($"{pointer}/outputs", "The process has no outputs, so nothing of it could be seen; describe at least one.");
        }
    }
}
