namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>The configuration of whoever wrote none: the machine in shapes of several sizes, and the software that is found on it.</summary>
internal static class DefaultConfiguration
{
    private static readonly (string Program, string Code, string Name, string Vendor)[] Programs =
    [
        ("python3", "python", "Python", "Python Software Foundation"),
        ("gdalinfo", "gdal", "GDAL", "Open Source Geospatial Foundation"),
        ("Rscript", "r", "R", "R Foundation"),
        ("julia", "julia", "Julia", "Julia project"),
        ("octave", "octave", "GNU Octave", "GNU project"),
        ("mpirun", "mpi", "Message Passing Interface", "Installed library"),
    ];

    /// <param name="machine">What jobs run on.</param>
    /// <param name="hasSlurm">Whether there is a cluster beside it.</param>
    public static HpcConfiguration Of(Machine machine, bool hasSlurm) => new()
    {
        CoreTypes = [.. DefaultCoreTypes.Of(machine), .. hasSlurm ? [DefaultCoreTypes.Cluster] : (CoreType[])[]],
        Analyses =
        [
            new()
            {
                Code = "miniconda",
                Name = "Miniconda",
                Description = "<p>Python scripts, by the interpreter of this installation.</p>",
                Vendor = "Installed interpreter",
                Versions = [new() { Code = "4.8.4", Name = "4.8.4" }],
            },
            new()
            {
                Code = "user_included",
                Name = "Bring Your Own Software",
                Description = "<p>Whatever the inputs of a job bring along, and the programs of this machine.</p>",
                Vendor = "User",
                Versions = [new() { Code = "0", Name = "Bring Your Own Software" }],
            },
            .. Programs.Where(entry => machine.Has(entry.Program)).Select(entry => new Software
            {
                Code = entry.Code,
                Name = entry.Name,
                Description = $"<p>{entry.Name}, as it is installed on this machine.</p>",
                Vendor = entry.Vendor,
                Versions = [new() { Code = "0", Name = "As installed" }],
            }),
        ],
        Projects = [new() { Id = "default", Name = "Default project" }],
    };
}
