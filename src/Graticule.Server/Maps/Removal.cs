using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Ends work on a file that is taken away meanwhile: its service or its job was removed.</summary>
internal static class Removal
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="path">The file that is worked on.</param>
    /// <param name="work">Ends soon after its token is cancelled.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="MapFaultException">The file is gone.</exception>
    public static async Task<T> WatchAsync<T>(string path, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var result = work(stop.Token);
            while (true)
            {
                try
                {
                    // Not with the token: the work ends by itself when it is cancelled, and has to hear of it.
                    return await result.WaitAsync(LookEvery, CancellationToken.None);
                }
                catch (TimeoutException)
                {
                    if (result.IsCompleted)
                    {
                        return await result; // just now, or with a timeout of its own
                    }

                    if (!File.Exists(path))
                    {
                        await stop.CancelAsync();
                        throw Gone();
                    }
                }
            }
        }
        catch (Exception exception) when (exception is MapRequestException or IOException && !File.Exists(path))
        {
            throw Gone();
        }
    }

    private static MapFaultException Gone() => new(
        code: null, "What was asked for has been removed meanwhile: its service or its job was deleted or canceled.", MapSources.Parameter, StatusCodes.Status410Gone);
}
