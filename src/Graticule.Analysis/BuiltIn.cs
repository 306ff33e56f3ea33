using Graticule.Analysis.BandMath;
using Graticule.Analysis.Echo;
using Graticule.Analysis.Packages.Commands;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis;

/// <summary>What the program runs by itself, and what it can be taught.</summary>
public static class BuiltIn
{
    /// <summary>What can be deployed: one loader for each kind of package.</summary>
    public static IReadOnlyList<IPackageLoader> Loaders { get; } = [new CommandLoader(), new CwlLoader()];

    public static IReadOnlyList<IProcess> Processes { get; } = [new BandMathProcess(), new EchoProcess()];
}
