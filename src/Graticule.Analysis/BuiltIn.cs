using Graticule.Analysis.BandMath;
using Graticule.Analysis.Batch;
using Graticule.Analysis.Change;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Products;
using Graticule.Analysis.Echo;
using Graticule.Analysis.Gateway;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Outputs.Legacy;
using Graticule.Analysis.Observations;
using Graticule.Analysis.Packages.Commands;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Analysis.Packages.Workflows;
using Graticule.Analysis.Subset;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis;

/// <summary>What the program runs by itself, and what it can be taught.</summary>
public static class BuiltIn
{
    public static IReadOnlyList<IProcess> Processes { get; } = [.. Common, new BatchProcess()];

    /// <summary>What everybody may run, packages among them.</summary>
    private static IReadOnlyList<IProcess> Common =>
    [
        new BandMathProcess(), new CcdcProcess(), new CcdcChipProcess(TimeProvider.System), new CcdcProductsProcess(TimeProvider.System), new EchoProcess(), new FinalizeHpcProcess(), new OpenEoFilterInProcess(), new SecurityOutProcess(),
        new GraphJobProcess(), new SubsetProcess(), new MatchupProcess(), new MatchupPreviewProcess(), new MatchupExportProcess(),
        new ObservationsProcess(), new TimeSeriesProcess(), new TimeAverageMapProcess(),
    ];

    /// <summary>What can be deployed: one loader for each kind of package; workflows call processes of the others.</summary>
    public static IReadOnlyList<IPackageLoader> Loaders { get; } = WithWorkflows([new CommandLoader(), new CwlLoader()]);

    private static IReadOnlyList<IPackageLoader> WithWorkflows(IReadOnlyList<IPackageLoader> others) => [.. others, new WorkflowLoader(Common, others)];
}
