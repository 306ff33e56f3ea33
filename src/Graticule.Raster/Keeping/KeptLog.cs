using System.Runtime.InteropServices;
using Graticule.Raster.Windows;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Keeping;

/// <summary>Adds windows to a file of one thread. Content first, header last: a header that is there says that all before it is.</summary>
internal sealed class KeptLog(WindowKeep keep, string pass) : IDisposable
{
    private SafeFileHandle? _file;
    private long _end;

    /// <summary>Keeps the window's content, if anything is kept now. It has left the process when this returns: a killed worker loses no more than what it was writing.</summary>
    internal void Append(Window window, ReadOnlySpan<byte> content)
    {
        if (!keep.IsKeeping || !keep.Take(KeptRecord.Size + content.Length))
        {
            return;
        }

        try
        {
            _file ??= File.OpenHandle(keep.NewFile(pass), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            var record = KeptRecord.Of(window, content);
            RandomAccess.Write(_file, content, _end + KeptRecord.Size);
            RandomAccess.Write(_file, MemoryMarshal.AsBytes(new ReadOnlySpan<KeptRecord>(in record)), _end);
            _end += KeptRecord.Size + content.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            keep.GiveUp($"No more finished windows are kept: {exception.Message}");
        }
    }

    public void Dispose() => _file?.Dispose();
}
