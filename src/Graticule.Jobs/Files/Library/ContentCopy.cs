using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Jobs.Files.Library;

/// <summary>
/// Bytes of a stream on their way into a file: received, hashed and written at the same time, in blocks of which there is a fixed number.
/// A stream that ends within the first block is done with in one go.
/// </summary>
/// <param name="file">Written from <paramref name="offset"/> on.</param>
/// <param name="name">For messages.</param>
/// <param name="room">Most bytes that may be added.</param>
/// <param name="offset">Where the first byte goes.</param>
internal sealed class ContentCopy(SafeFileHandle file, string name, long room, long offset = 0)
{
    private const int BlockBytes = 512 << 10;
    private const int Blocks = 6;

    /// <summary>The disk begins early, so that it has little left to do at the end.</summary>
    private const long FlushEvery = 64 << 20;

    private readonly Channel<byte[]> _free = Channel.CreateBounded<byte[]>(Blocks);
    private readonly Channel<Block> _toHash = Channel.CreateBounded<Block>(Blocks);
    private readonly Channel<Block> _toWrite = Channel.CreateBounded<Block>(Blocks);
    private Task _flush = Task.CompletedTask;

    /// <summary>Bytes that are in the file and in the hash, once the run has ended, in whatever way.</summary>
    public long Written { get; private set; }

    /// <summary>Reads the stream to its end. When reading fails, what was received before is in the file and in the hash.</summary>
    /// <exception cref="ProblemException">TooLarge, Unavailable (disk full): then the hash may have seen more than the file has.</exception>
    public async Task RunAsync(Stream content, ContentHash hash, CancellationToken cancellationToken)
    {
        var first = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var (count, fault) = await FillAsync(content, first, cancellationToken);
        if (count < BlockBytes)
        {
            try
            {
                Check(count);
                Write(new(first, count, 0));
                hash.Append(first.AsSpan(0, count));
                Written = count;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(first);
            }

            fault?.Throw();
            return;
        }

        await RunParallelAsync(content, first, hash, cancellationToken);
    }

    private async Task RunParallelAsync(Stream content, byte[] first, ContentHash hash, CancellationToken cancellationToken)
    {
        for (var block = 1; block < Blocks; block++)
        {
            _free.Writer.TryWrite(ArrayPool<byte>.Shared.Rent(BlockBytes));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hashing = DrainAsync(_toHash.Reader, block => hash.Append(block.Bytes.AsSpan(0, block.Count)), stop);
        var writing = DrainAsync(_toWrite.Reader, Write, stop);
        ExceptionDispatchInfo? fault = null;
        try
        {
            fault = await FeedAsync(content, first, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A writer has failed; it says how.
        }
        finally
        {
            _toHash.Writer.TryComplete();
            _toWrite.Writer.TryComplete();
            await Task.WhenAll(hashing, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning disable VSTHRD003 // Was started by the writer, which has ended.
            await _flush.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
            while (_free.Reader.TryRead(out var block))
            {
                ArrayPool<byte>.Shared.Return(block);
            }
        }

        await writing;
        await hashing;
        fault?.Throw();
    }

    /// <summary>Hands out block after block; the failure of the stream, if it failed.</summary>
    private async Task<ExceptionDispatchInfo?> FeedAsync(Stream content, byte[] first, CancellationToken stop)
    {
        var (bytes, count) = (first, BlockBytes);
        ExceptionDispatchInfo? fault = null;
        while (count > 0)
        {
            Check(count);
            var block = new Block(bytes, count, Written);
            Written += count;
            await _toHash.Writer.WriteAsync(block, CancellationToken.None);
            await _toWrite.Writer.WriteAsync(block, CancellationToken.None);
            if (fault is not null || count < BlockBytes)
            {
                return fault;
            }

            bytes = await _free.Reader.ReadAsync(stop);
            (count, fault) = await FillAsync(content, bytes, stop);
        }

        _free.Writer.TryWrite(bytes);
        return fault;
    }

    /// <summary>A full block, or what there is up to the end or a failure.</summary>
    private static async Task<(int Count, ExceptionDispatchInfo? Fault)> FillAsync(
        Stream content, byte[] block, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            int read;
            while (count < BlockBytes && (read = await content.ReadAsync(block.AsMemory(count, BlockBytes - count), cancellationToken)) > 0)
            {
                count += read;
            }

            return (count, null);
        }
        catch (Exception exception)
        {
            return (count, ExceptionDispatchInfo.Capture(exception));
        }
    }

    /// <summary>Takes every block, to the last, so that who hands out never waits for nothing; works on those before a failure.</summary>
    private async Task DrainAsync(ChannelReader<Block> blocks, Action<Block> step, CancellationTokenSource stop)
    {
        await Task.Yield();
        ExceptionDispatchInfo? failure = null;
        await foreach (var block in blocks.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (failure is null)
                {
                    step(block);
                }
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                await stop.CancelAsync();
            }

            if (block.IsDone())
            {
                _free.Writer.TryWrite(block.Bytes);
            }
        }

        failure?.Throw();
    }

    private void Check(int count)
    {
        if (Written + count > room)
        {
            throw new ProblemException(
                ProblemKind.TooLarge, $"'{name}' is longer than the {room} bytes that there is room for; delete files, or ask the operator for more.", name);
        }
    }

    private void Write(Block block)
    {
        try
        {
            RandomAccess.Write(file, block.Bytes.AsSpan(0, block.Count), offset + block.Position);
        }
        catch (IOException exception)
        {
            throw DiskFault.Problem(name, exception);
        }

        if ((block.Position + block.Count) / FlushEvery > block.Position / FlushEvery && _flush.IsCompleted)
        {
            _flush = Task.Run(() => RandomAccess.FlushToDisk(file));
        }
    }

    /// <param name="Bytes">Belongs to hash and file until both are done.</param>
    /// <param name="Count">Of them.</param>
    /// <param name="Position">Of the first, behind the offset.</param>
    private sealed record Block(byte[] Bytes, int Count, long Position)
    {
        private int _done;

        /// <summary>Whether this was the second of two.</summary>
        public bool IsDone() => Interlocked.Increment(ref _done) == 2;
    }
}
