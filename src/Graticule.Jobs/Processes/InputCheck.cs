namespace Graticule.Jobs.Processes;

/// <summary>Holds a request against a process description.</summary>
public static class InputCheck
{
    /// <summary>Every fault in inputs and wanted outputs; empty when there is none.</summary>
    public static IReadOnlyList<Fault> Check(ProcessDescription process, JobSpec spec)
    {
        List<Fault> faults = [];
        foreach (var (name, _) in spec.Inputs)
        {
            if (!process.Inputs.Any(input => input.Name == name))
            {
                faults.Add(new($"/inputs/{name}", $"The process '{process.Id}' has no input '{name}'."));
            }
        }

        return faults;
    }
}
