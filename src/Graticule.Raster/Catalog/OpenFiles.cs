using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>
/// One thread's open files. The first ones stay open; those beyond the bound are opened each time: windows ask for all files in turn, so
/// that whatever was closed to make room would be the next to be asked for.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    private const int MostOpen = 200;

    private readonly Dictionary<(string, string?), SampleFile> _open = [];

    /// <summary>Those of a thread, for all that it reads.</summary>
    internal static OpenFiles Of(ReadScope scope) => scope.Keep(typeof(OpenFiles), () => new OpenFiles());

    internal void Read(RasterPart part, Window pixels, Span<byte> target)
    {
        if (_open.TryGetValue((part.Path, part.Variable), out var file))
        {
            Read(file, part, pixels, target);
            return;
        }

        file = SampleFile.Open(part.Path, part.Variable, part.Width, part.Height);
        if (_open.Count < MostOpen)
        {
            _open.Add((part.Path, part.Variable), file);
            Read(file, part, pixels, target);
            return;
        }

        using (file)
        {
            Read(file, part, pixels, target);
        }
    }

    public void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }

        _open.Clear();
    }

    private static void Read(SampleFile file, RasterPart part, Window pixels, Span<byte> target)
    {
        if (part.Fit.Shrink == 1)
        {
            file.Read(part.Band, pixels, part.Type, target, pixels.Width);
        }
        else
        {
            ShrunkReading.Read(file, part, pixels, target);
        }
    }
}
