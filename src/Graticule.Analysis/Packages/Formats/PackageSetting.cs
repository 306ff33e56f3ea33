using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>Where a package is read: what may run here, and what is reachable from here.</summary>
/// <param name="Catalog">The processes that there are.</param>
/// <param name="Site">The operator's decisions.</param>
/// <param name="Source">Fetches what a package names.</param>
/// <param name="WhyNotImage">Why a container image cannot be used here, as a sentence; null when it can. Null: images are not looked at.</param>
public sealed record PackageSetting(ProcessCatalog Catalog, PackageSite Site, IPackageSource Source, Func<string, string?>? WhyNotImage);
