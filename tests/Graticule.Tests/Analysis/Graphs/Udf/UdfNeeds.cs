using Graticule.Analysis.Graphs.Udf;

namespace Graticule.Tests.Analysis.Graphs.Udf;

/// <summary>What tests of user-defined functions need of the machine.</summary>
internal static class UdfNeeds
{
    internal static void Python() =>
        Skip.If(UdfRuntimes.List().Count == 0, "bubblewrap, or Python with numpy, pandas and xarray (python3-xarray), is not installed");
}
