using System.Runtime.InteropServices;
using System.Text;

namespace Graticule.Raster.Gdal;

/// <summary>Texts as native code takes them: one block of UTF-8, each with a zero behind it, and a pointer to each.</summary>
internal sealed unsafe class TextBlock : IDisposable
{
    private readonly nint _memory;

    internal TextBlock(IReadOnlyList<string> texts)
    {
        var most = texts.Sum(text => (long)Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        _memory = (nint)NativeMemory.Alloc((nuint)Math.Max(1, most));
        Pointers = new nint[Math.Max(1, texts.Count)];
        var at = (byte*)_memory;
        for (var i = 0; i < texts.Count; i++)
        {
            Pointers[i] = (nint)at;
            at += Encoding.UTF8.GetBytes(texts[i], new Span<byte>(at, Encoding.UTF8.GetMaxByteCount(texts[i].Length)));
            *at++ = 0;
        }
    }

    /// <summary>One for each text; at least one.</summary>
    internal nint[] Pointers { get; }

    public void Dispose() => NativeMemory.Free((void*)_memory);
}
