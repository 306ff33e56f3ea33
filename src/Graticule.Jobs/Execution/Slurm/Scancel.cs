namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The command <c>scancel</c>.</summary>
internal static class Scancel
{
    /// <summary>Those that have ended already are passed over in silence.</summary>
    public static IReadOnlyList<string> Arguments(IEnumerable<string> handles) => ["--quiet", .. handles];
}
