using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;

namespace Graticule.Server.Hosting;

/// <summary>
/// Fetches what packages name, under the same policy as inputs (allow-list, no private addresses, no credentials), but small and soon.
/// Kept apart from the cache of inputs, which may be large and busy.
/// </summary>
internal sealed class PackageFetcher : IPackageSource, IDisposable
{
    /// <summary>Larger texts, in bytes, are no packages.</summary>
    private const int MaxBytes = 4 << 20;

    private const long CacheBytes = 256L << 20;

    private static readonly TimeSpan TotalTime = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly InputFetcher _fetcher;

    public PackageFetcher(FetchPolicy policy, DataFolder data, TimeProvider clock)
    {
        _folder = Path.Combine(data.Cache, "packages");
        var time = policy.TotalTime < TotalTime ? policy.TotalTime : TotalTime;
        _fetcher = new(policy with { MaxBytes = Math.Min(policy.MaxBytes, MaxBytes), CacheBytes = CacheBytes, TotalTime = time }, _folder, clock);
    }

    public async Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        try
        {
            await _fetcher.FetchAsync(address, path, cancellationToken);
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.TooLarge)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"What lies at {address} is larger than {MaxBytes} bytes, which no package is.", address.AbsoluteUri), exception);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public void Dispose() => _fetcher.Dispose();
}
