using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Graticule.Raster.Keeping;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.BandMath;

/// <summary>Finished blocks of one thread, as they are written, each with its statistics before its samples.</summary>
internal sealed class KeptBlocks(KeptPass pass) : IDisposable
{
    private readonly KeptLog _log = pass.NewLog();
    private byte[] _content = [];

    private static int HeadBytes => Unsafe.SizeOf<Statistics>();

    /// <summary>Fills the block and tells its statistics; null where an earlier run did not keep it.</summary>
    internal Statistics? Find(Window place, Span<byte> block)
    {
        if (pass.Windows == 0)
        {
            return null;
        }

        var content = Content(block.Length);
        if (!pass.TryRead(place, content))
        {
            return null;
        }

        content[HeadBytes..].CopyTo(block);
        return MemoryMarshal.Read<Statistics>(content);
    }

    internal void Add(Window place, in Statistics statistics, ReadOnlySpan<byte> block)
    {
        if (pass.IsKeeping)
        {
            var content = Content(block.Length);
            MemoryMarshal.Write(content, statistics);
            block.CopyTo(content[HeadBytes..]);
            _log.Append(place, content);
        }
    }

    public void Dispose() => _log.Dispose();

    private Span<byte> Content(int block)
    {
        if (_content.Length != HeadBytes + block)
        {
            _content = new byte[HeadBytes + block];
        }

        return _content;
    }
}
