using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Containers;
using Graticule.Analysis.Packages.Formats;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Hosting;

/// <summary>What deploying is made of: where packages are read, what fetches their parts, and the door to the store.</summary>
internal sealed class PackageParts : IDisposable
{
    private readonly PackageFetcher _fetcher;

    public PackageParts(ServerOptions options, ProcessCatalog catalog, IProcessStore store, TimeProvider clock)
    {
        _fetcher = new(options.Fetch, options.Data, clock);
        Reader = new PackageReader(new(catalog, options.Packages, _fetcher, new ImageStore(options.Packages).WhyNot));
        Deployments = new(catalog, store, clock);
    }

    public IPackageReader Reader { get; }

    public Deployments Deployments { get; }

    public void Dispose() => _fetcher.Dispose();
}
