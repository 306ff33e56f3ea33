using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Where there is data and nobody ever registered an algorithm, those that this program computes are.</summary>
/// <param name="store">Of algorithms.</param>
/// <param name="hasData">Whether files of analysis ready data are registered.</param>
internal sealed class DefaultAlgorithms(IChipStore store, Func<bool> hasData)
{
    /// <summary>All that this server's own registered files have of a chip.</summary>
    public const string Template = "/lcmap/chips?x={{x}}&y={{y}}&acquired=1980-01-01/2100-01-01";

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (!hasData() || (await store.ListAlgorithmsAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        foreach (var name in CcdcAlgorithms.All.Keys)
        {
            await store.PutAlgorithmAsync(new(name, Enabled: true, Template), cancellationToken);
        }
    }
}
