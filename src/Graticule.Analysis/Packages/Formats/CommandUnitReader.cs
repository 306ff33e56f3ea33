using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>A container image and a command in it (OGC 20-044, executionUnit.yaml): the units <c>docker</c> and <c>oci</c>, and those of Slurm.</summary>
internal sealed class CommandUnitReader : IUnitReader
{
    public const string Types = "docker, oci, apptainer, singularity or SLURM";

    private const string DockerScheme = "docker://";

    private static readonly string[] Known = ["docker", "oci", "apptainer", "singularity", CommandDescription.Slurm];

    private static readonly string[] Deployments = ["local", "remote", "hpc", "cloud"];

    public bool Takes(JsonObject unit) =>
        unit.ContainsKey("image")
        || (unit.ContainsKey("type") && !unit.ContainsKey("href") && !unit.ContainsKey("value"))
        || IsImageLink(unit);

    public Task<PackageDraft?> ReadAsync(UnitText unit, PackageRequest request, FaultList faults, CancellationToken cancellationToken)
    {
        if (unit.Description is null)
        {
            faults.Add("/processDescription", "A unit of this type needs a process description: nothing else says what its inputs and outputs are.");
            return Task.FromResult<PackageDraft?>(null);
        }

        var given = unit.Description.DeepClone().AsObject();
        if (!given.ContainsKey("id") && request.Wish.UsualId is not null)
        {
            given["id"] = request.Wish.UsualId;
        }

        var content = new JsonObject { ["description"] = given, ["unit"] = ReadUnit(unit, faults) };
        var process = CommandDescription.Read(content, faults, unit.DescriptionPointer);
        if (request.Wish.Workflow is { } workflow && process.Id.Length > 0 && workflow != process.Id)
        {
            throw new WorkflowNotFoundException(workflow, [process.Id]);
        }

        CommandLint.Check(process, unit, request.Setting, faults);
        return Task.FromResult<PackageDraft?>(faults.Faults.Count == 0 ? new(process.Id, CommandDescription.Kind, content) : null);
    }

    /// <summary>The members that mean something, in their one form.</summary>
    private static JsonObject ReadUnit(UnitText text, FaultList faults)
    {
        var (unit, pointer) = (text.Unit, text.Pointer);
        JsonObject made = [];
        var type = unit.Text("type", faults, pointer);
        var known = IsImageLink(unit) ? Known[0] : Array.Find(Known, one => one.Equals(type, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            faults.Add(FaultList.Below(pointer, "type"), $"This server runs no units of the type '{type}'; it runs {Types}, and CWL by 'href' or 'value'.");
        }

        made["type"] = known;
        if ((unit.Text("image", faults, pointer) ?? (IsImageLink(unit) ? unit.Text("href", faults, pointer) : null)) is { } image)
        {
            made["image"] = image.Trim();
        }

        if (unit.Text("deployment", faults, pointer) is { } deployment)
        {
            made["deployment"] = deployment;
            if (!Deployments.Contains(deployment, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(FaultList.Below(pointer, "deployment"), $"The deployment '{deployment}' is none of {string.Join(", ", Deployments)}.");
            }
        }

        foreach (var name in (string[])["config", "bindings"])
        {
            if (unit.Map(name, faults, pointer) is { } map)
            {
                made[name] = map.DeepClone();
            }
        }

        return made;
    }

    private static bool IsImageLink(JsonObject unit) =>
        JsonMembers.TextOf(unit["href"])?.StartsWith(DockerScheme, StringComparison.OrdinalIgnoreCase) == true;
}
