using Graticule.Jobs;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Cli.Client.Files;

/// <summary>
/// Fetches a file in parts, several at the same time. Until it is whole and hashes to what the server says it is called <c>NAME.part</c>;
/// a later try fetches only what is missing.
/// </summary>
/// <param name="api">Where from.</param>
/// <param name="connections">Parts at the same time.</param>
internal sealed class FileDownload(FilesApi api, int connections)
{
    private const long Part = 8L << 20;
    private const int MostAttempts = 6;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <param name="file">What to fetch.</param>
    /// <param name="target">Where to.</param>
    /// <param name="took">Told how many bytes are there more.</param>
    /// <param name="cancellationToken">Gives up; what has arrived stays for the next time.</param>
    /// <exception cref="ProblemException">The server refuses, or what arrived is something else (ProcessFailed; it is thrown away).</exception>
    public async Task RunAsync(RemoteFile file, string target, Action<long> took, CancellationToken cancellationToken)
    {
        var (part, note) = (target + ".part", target + ".part.json");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        var record = Begin(file, part, note);
        using (var handle = File.OpenHandle(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, FileOptions.Asynchronous))
        {
            RandomAccess.SetLength(handle, file.Size);
            await FetchAsync(file, record, note, handle, took, cancellationToken);
        }

        await CheckAsync(file, part, note, cancellationToken);
        File.Move(part, target, overwrite: true);
        File.Delete(note);
    }

    private static DownloadRecord Begin(RemoteFile file, string part, string note)
    {
        var parts = (int)((file.Size + Part - 1) / Part);
        var known = DownloadRecord.Read(note);
        return known is not null && File.Exists(part) && known.Id == file.Id && known.Size == file.Size && known.Sha512 == file.Sha512 && known.Part == Part && known.Done.Length == parts
            ? known
            : new() { Id = file.Id, Size = file.Size, Sha512 = file.Sha512, Part = Part, Done = new('0', parts) };
    }

    private async Task FetchAsync(RemoteFile file, DownloadRecord record, string note, SafeFileHandle handle, Action<long> took, CancellationToken cancellationToken)
    {
        var done = record.Done.ToCharArray();
        using SemaphoreSlim turn = new(1);
        took(Enumerable.Range(0, done.Length).Where(index => done[index] == '1').Sum(index => LengthOf(file, index)));
        var missing = Enumerable.Range(0, done.Length).Where(index => done[index] != '1').ToArray();
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken }, async (index, stop) =>
        {
            await FetchAsync(file, index, handle, took, stop);
            await turn.WaitAsync(stop);
            try
            {
                done[index] = '1';
                (record with { Done = new(done) }).Write(note);
            }
            finally
            {
                turn.Release();
            }
        });
    }

    /// <summary>One part; what a broken connection has brought of it counts.</summary>
    private async Task FetchAsync(RemoteFile file, int index, SafeFileHandle handle, Action<long> took, CancellationToken cancellationToken)
    {
        Attempts attempts = new(MostAttempts);
        var (at, end) = (index * Part, (index * Part) + LengthOf(file, index));
        while (at < end)
        {
            try
            {
                using var response = await api.ReadAsync(file.Id, at, end - 1, cancellationToken);
                await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
                at = await CopyAsync(content, handle, at, end, Told, cancellationToken);
            }
            catch (Exception exception) when (attempts.Allow(exception))
            {
                // Goes on behind the last byte that came.
                await attempts.WaitAsync(cancellationToken);
            }
        }

        void Told(long count)
        {
            at += count;
            attempts.Reset();
            took(count);
        }
    }

    private static async Task<long> CopyAsync(Stream content, SafeFileHandle handle, long at, long end, Action<long> took, CancellationToken cancellationToken)
    {
        var buffer = new byte[256 << 10];
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (at < end)
        {
            silence.CancelAfter(Silence);
            int count;
            try
            {
                count = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - at)), silence.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The server sent nothing for {Silence.TotalSeconds} seconds.", exception);
            }

            if (count == 0)
            {
                throw new TimeoutException("The server ended its answer early.");
            }

            await RandomAccess.WriteAsync(handle, buffer.AsMemory(0, count), at, cancellationToken);
            at += count;
            took(count);
        }

        return at;
    }

    private static long LengthOf(RemoteFile file, int index) => Math.Min(Part, file.Size - (index * Part));

    private static async Task CheckAsync(RemoteFile file, string part, string note, CancellationToken cancellationToken)
    {
        var (hash, size) = await LocalFile.HashAsync(part, _ => { }, cancellationToken);
        var found = Convert.ToHexStringLower(hash);
        if (size == file.Size && (file.Sha512 is null || file.Sha512 == found))
        {
            return;
        }

        File.Delete(part);
        File.Delete(note);
        throw new ProblemException(
            ProblemKind.ProcessFailed, $"What arrived of '{file.Name}' is not what the server has: its SHA-512 is {found}, and {file.Sha512} was announced. It was thrown away; try again.", file.Id);
    }
}
