using Microsoft.Win32.SafeHandles;

namespace Graticule.Jobs.Files.Library;

/// <summary>A piece of an upload on its way to the end of what is there.</summary>
/// <param name="path">The file of what is there.</param>
/// <param name="record">The upload.</param>
/// <param name="chunk">The piece; it begins within what is there or at its end.</param>
/// <param name="offset">Length of what is there.</param>
internal sealed class ChunkCopy(string path, UploadRecord record, UploadChunk chunk, long offset)
{
    private const int BlockBytes = 64 << 10;

    /// <summary>The length of what is there then; what was received before a failure of the content is there too.</summary>
    /// <param name="content">Of the piece.</param>
    /// <param name="hash">Of what is there.</param>
    /// <param name="room">Most bytes that may be there.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<long> RunAsync(Stream content, ContentHash hash, long room, CancellationToken stop)
    {
        using var file = PartFile.Open(path, record.File.Name);
        var isWhole = chunk.First == 0 && offset == 0;
        using var own = chunk.Expected == ExpectedDigests.None || isWhole ? null : new ContentHash(chunk.Expected.Sha256 is not null);
        await using var counted = new CountedStream(content, (chunk.Last - chunk.First + 1) ?? long.MaxValue, own);
        var passed = await SkipAsync(counted, offset - chunk.First, stop);
        var copy = new ContentCopy(file, record.File.Name, Math.Max(0, room - offset), offset);
        try
        {
            if (passed)
            {
                await copy.RunAsync(counted, hash, stop);
            }
        }
        catch (ProblemException)
        {
            RandomAccess.SetLength(file, offset);
            throw;
        }

        Check(file, counted, own ?? (isWhole ? hash : null));
        if (offset + copy.Written == record.Length || (record.Length is null && chunk.Last is null))
        {
            PartFile.Flush(file, record.File.Name);
        }

        return offset + copy.Written;
    }

    /// <summary>Passes over what is there already; false where the piece has nothing new.</summary>
    private static async Task<bool> SkipAsync(Stream content, long count, CancellationToken stop)
    {
        var block = new byte[(int)Math.Min(BlockBytes, count)];
        while (count > 0)
        {
            var read = await content.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, count)), stop);
            if (read == 0)
            {
                return false;
            }

            count -= read;
        }

        return true;
    }

    /// <summary>A piece that is not what its head says is taken away again.</summary>
    private void Check(SafeFileHandle file, CountedStream content, ContentHash? hash)
    {
        try
        {
            if (hash is not null)
            {
                chunk.Expected.Check(hash.Finish());
            }

            if (chunk.Last is { } last && (content.HasMore || content.Count != last - chunk.First + 1))
            {
                throw new ProblemException(
                    ProblemKind.InvalidInput, $"The Content-Range names {last - chunk.First + 1} bytes; {(content.HasMore ? "more" : $"{content.Count}")} came.", "Content-Range");
            }
        }
        catch (ProblemException)
        {
            RandomAccess.SetLength(file, offset);
            throw;
        }
    }
}
