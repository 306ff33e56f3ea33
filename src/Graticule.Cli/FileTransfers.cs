using System.Globalization;
using Graticule.Cli.Client.Files;
using Graticule.Cli.Terminal;

namespace Graticule.Cli;

/// <summary>Sends and fetches files under a bar that tells how far they are.</summary>
internal sealed class FileTransfers(FilesApi api, TextWriter error)
{
    /// <param name="path">A file of this machine.</param>
    /// <param name="type">What it is for, as the API numbers that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RemoteFile> UploadAsync(string path, int type, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        return ProgressDisplay.WatchAsync($"Uploading {name}", error, async progress =>
        {
            var size = Math.Max(1, new FileInfo(path).Length);
            Tally hashed = new(progress, $"Reading {name}", size);
            var file = await LocalFile.ReadAsync(path, type, hashed.Add, cancellationToken);
            Tally sent = new(progress, $"Uploading {name}", size);
            return await new FileUpload(api).RunAsync(file, sent.Set, cancellationToken);
        });
    }

    /// <param name="file">Of the server.</param>
    /// <param name="target">Where to; what is there is replaced once the new one is whole.</param>
    /// <param name="connections">Parts at the same time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<string> DownloadAsync(RemoteFile file, string target, int connections, CancellationToken cancellationToken) =>
        ProgressDisplay.WatchAsync($"Downloading {file.Name}", error, async progress =>
        {
            await new FileDownload(api, connections).RunAsync(file, target, new Tally(progress, $"Downloading {file.Name}", Math.Max(1, file.Size)).Add, cancellationToken);
            return target;
        });

    /// <summary>Bytes so far, as a share and as words; told by several threads.</summary>
    private sealed class Tally(IProgress<Step> progress, string title, long all)
    {
        private long _done;

        public void Add(long count) => Tell(Interlocked.Add(ref _done, count));

        public void Set(long done)
        {
            Interlocked.Exchange(ref _done, done);
            Tell(done);
        }

        private void Tell(long done) => progress.Report(new(
            Math.Min(1, (double)done / all), string.Create(CultureInfo.InvariantCulture, $"{title} ({done / 1048576.0:F1} of {all / 1048576.0:F1} MiB)")));
    }
}
