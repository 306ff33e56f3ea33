namespace Graticule.Analysis.Packages;

/// <summary>Where the parts of a package come from that its text only names.</summary>
public interface IPackageSource
{
    /// <param name="address">An absolute http or https address, without a fragment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Graticule.Jobs.ProblemException">The address may not be used, or what lies there cannot be had.</exception>
    Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, CancellationToken cancellationToken);
}
