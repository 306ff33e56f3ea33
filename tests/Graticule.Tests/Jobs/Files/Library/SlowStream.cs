namespace Graticule.Tests.Jobs.Files.Library;

/// <summary>Gives its bytes in pieces, as a connection does, and perhaps breaks off.</summary>
internal sealed class SlowStream(byte[] content, int piece, int? breaksAt = null) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (breaksAt is { } end)
        {
            return Position >= end
                ? throw new IOException("The connection was lost.")
                : await base.ReadAsync(buffer[..(int)Math.Min(Math.Min(buffer.Length, piece), end - Position)], cancellationToken);
        }

        return await base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
