using System.Net;
using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>Sends a file: what has arrived before is not sent again, and what came of it must hash to the same.</summary>
internal sealed class FileUpload(FilesApi api)
{
    private const long Piece = 256L << 20;
    private const int MostAttempts = 6;

    /// <param name="file">What to send.</param>
    /// <param name="at">Told how many of its bytes have arrived.</param>
    /// <param name="cancellationToken">Gives up; what has arrived stays for the next time.</param>
    /// <exception cref="ProblemException">The server refuses it, or what arrived is something else (ProcessFailed).</exception>
    public async Task<RemoteFile> RunAsync(LocalFile file, Action<long> at, CancellationToken cancellationToken)
    {
        Attempts attempts = new(MostAttempts);
        while (true)
        {
            try
            {
                var state = await api.FindUploadAsync(file.Upload, cancellationToken);
                while (state.File is null)
                {
                    at(state.Offset);
                    using FilePiece piece = new(file, state.Offset, Math.Min(Piece, file.Size - state.Offset), at);
                    state = await api.SendAsync(file.Upload, file, piece, state.Offset, cancellationToken);
                    attempts.Reset();
                }

                return Checked(file, state.File);
            }
            catch (Exception exception) when (attempts.Allow(exception))
            {
                // Goes on with what has arrived.
                await attempts.WaitAsync(cancellationToken);
            }
        }
    }

    private static RemoteFile Checked(LocalFile file, RemoteFile sent) =>
        sent.Size == file.Size && (sent.Sha512 is null || sent.Sha512 == Convert.ToHexStringLower(file.Sha512))
            ? sent
            : throw new ProblemException(ProblemKind.ProcessFailed, $"What has arrived of '{file.Name}' is not what was sent: its SHA-512 is {sent.Sha512}.", sent.Id);

    /// <summary>A part of a file as the body of a request.</summary>
    private sealed class FilePiece : HttpContent
    {
        private readonly LocalFile _file;
        private readonly long _first;
        private readonly long _count;
        private readonly Action<long> _at;

        public FilePiece(LocalFile file, long first, long count, Action<long> at)
        {
            (_file, _first, _count, _at) = (file, first, count, at);
            Headers.ContentLength = count;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await using FileStream source = new(_file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            source.Position = _first;
            var buffer = new byte[256 << 10];
            for (var sent = 0L; sent < _count;)
            {
                var count = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, _count - sent)), cancellationToken);
                if (count == 0)
                {
                    throw new ProblemException(ProblemKind.ProcessFailed, $"'{_file.Name}' was cut off while it was sent.");
                }

                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                sent += count;
                _at(_first + sent);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _count;
            return true;
        }
    }
}
