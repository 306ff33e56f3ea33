namespace Graticule.Raster.Rendering;

/// <summary>The shades of a picture while it is drawn, row by row, and how opaque each pixel is.</summary>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down.</param>
/// <param name="channels">1 for shades that a palette colours, 3 for red, green and blue.</param>
internal sealed class Canvas(int width, int height, int channels)
{
    /// <summary>Larger pictures than 512 x 512 are rare enough to be given new memory.</summary>
    private const int MostSpare = 512 * 512 * 3;

    [ThreadStatic]
    private static byte[]? _spare;

    private byte[]? _opacity;

    internal int Width => width;

    internal int Height => height;

    internal int Channels => channels;

    /// <summary>What no row was written to holds anything; it is not opaque.</summary>
    internal byte[] Pixels { get; } = Take(width * height * channels);

    /// <summary>255 where there is something, 0 where there is nothing; null when there is something everywhere.</summary>
    internal byte[]? Opacity => _opacity;

    internal Span<byte> Row(int row) => Pixels.AsSpan(row * width * channels, width * channels);

    /// <summary>Says how opaque the pixels of a row are.</summary>
    internal void SetOpacity(int row, ReadOnlySpan<byte> opacity)
    {
        if (_opacity is null)
        {
            if (!opacity.ContainsAnyExcept(byte.MaxValue))
            {
                return;
            }

            _opacity = GC.AllocateUninitializedArray<byte>(width * height);
            _opacity.AsSpan(0, row * width).Fill(byte.MaxValue);
            _opacity.AsSpan((row + 1) * width).Fill(byte.MaxValue);
        }

        opacity.CopyTo(_opacity.AsSpan(row * width));
    }

    /// <summary>Says that a row shows nothing.</summary>
    internal void Clear(int row)
    {
        _opacity ??= Filled(width * height);
        _opacity.AsSpan(row * width, width).Clear();
    }

    /// <summary>Whether nothing is to be seen at all.</summary>
    internal bool IsEmpty => _opacity is not null && !_opacity.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>Lets the next canvas of this thread use the memory of one whose pixels are not used any more.</summary>
    internal static void Release(Canvas canvas) => _spare = canvas.Pixels.Length <= MostSpare ? canvas.Pixels : null;

    private static byte[] Take(int length)
    {
        var pixels = _spare?.Length == length ? _spare : GC.AllocateUninitializedArray<byte>(length);
        _spare = null;
        return pixels;
    }

    private static byte[] Filled(int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        Array.Fill(bytes, byte.MaxValue);
        return bytes;
    }
}
