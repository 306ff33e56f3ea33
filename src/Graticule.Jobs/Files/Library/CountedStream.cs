namespace Graticule.Jobs.Files.Library;

/// <summary>Reads up to a number of bytes, counts and perhaps hashes them, and notices whether there would be more.</summary>
internal sealed class CountedStream(Stream inner, long limit, ContentHash? hash) : Stream
{
    public long Count { get; private set; }

    /// <summary>The inner stream did not end where it should.</summary>
    public bool HasMore { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var room = limit - Count;
        if (room == 0)
        {
            HasMore |= buffer.Length > 0 && await inner.ReadAsync(new byte[1], cancellationToken) > 0;
            return 0;
        }

        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, room)], cancellationToken);
        hash?.Append(buffer.Span[..read]);
        Count += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
