using Graticule.Analysis.BandMath;
using Graticule.Analysis.Echo;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis;

/// <summary>The processes that come with the program.</summary>
public static class BuiltIn
{
    public static IReadOnlyList<IProcess> Processes { get; } = [new BandMathProcess(), new EchoProcess()];
}
