namespace Graticule.Tests.Jobs.Files;

/// <summary>Gives some bytes, then breaks off as a lost connection does.</summary>
internal sealed class BrokenStream() : MemoryStream(new byte[10])
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position == Length
        ? throw new EndOfStreamException()
        : base.ReadAsync(buffer, cancellationToken);
}
