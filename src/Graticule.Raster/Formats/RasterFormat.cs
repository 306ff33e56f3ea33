using Graticule.Raster.Gdal;

namespace Graticule.Raster.Formats;

/// <summary>A file format that results can be written in.</summary>
public sealed class RasterFormat
{
    internal RasterFormat(string name, string title, IReadOnlyList<string> mediaTypes, string extension, Action<FormatWork> write)
    {
        Name = name;
        Title = title;
        MediaTypes = mediaTypes;
        Extension = extension;
        Write = write;
    }

    /// <summary>As GDAL calls it, such as <c>GTiff</c>.</summary>
    public string Name { get; }

    /// <summary>As people call it.</summary>
    public string Title { get; }

    /// <summary>The first is the one to announce, the others are understood as well.</summary>
    public IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Of file names, with the dot.</summary>
    public string Extension { get; }

    /// <summary>True if it holds 8-bit grey values to look at and not the numbers themselves.</summary>
    public bool IsPicture { get; init; }

    /// <summary>Most pixels along a side.</summary>
    public int MostPixelsAlongSide { get; init; } = int.MaxValue;

    /// <summary>Most pixels altogether.</summary>
    public long MostPixels { get; init; } = long.MaxValue;

    /// <summary>Null if an image of that size can be written, else a sentence that says what would be right.</summary>
    public string? Complain(int width, int height) =>
        Math.Max(width, height) <= MostPixelsAlongSide && (long)width * height <= MostPixels
            ? null
            : $"A {Title} has at most {MostPixelsAlongSide} pixels along a side and {MostPixels} in all; this image has {width} x {height}: choose GeoTIFF or PNG.";

    /// <summary>Makes a file of this format from a finished GeoTIFF, which may be used up. A picture shows the first band, stretched by its default.</summary>
    /// <param name="source">A GeoTIFF.</param>
    /// <param name="target">Appears whole or not at all.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Breaks the work off.</param>
    /// <exception cref="Gdal.RasterFileException">The source cannot be used, or is too large for the format.</exception>
    /// <exception cref="Gdal.GdalException">The file cannot be written.</exception>
    public void Convert(string source, string target, int threads, CancellationToken cancellationToken)
    {
        using (var raster = RasterFile.Open(source))
        {
            if (Complain(raster.Info.Width, raster.Info.Height) is { } complaint)
            {
                throw new RasterFileException(Path.GetFileName(source), complaint);
            }
        }

        using var part = new PartialFile(target);
        Write(new(source, part.Path, Stretch: null, threads, Progress: null, cancellationToken));
        part.Commit();
    }

    /// <summary>Makes the file from a finished GeoTIFF; may use that file up.</summary>
    internal Action<FormatWork> Write { get; }
}

/// <summary>What a format is asked to write.</summary>
/// <param name="Source">A finished single-band GeoTIFF.</param>
/// <param name="Target">The file to make.</param>
/// <param name="Stretch">For pictures: which values become black and white; null for the default.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Progress">Told the share that is done, from 0 to 1.</param>
/// <param name="Cancelled">Ends the work, by an <see cref="OperationCanceledException"/>.</param>
internal sealed record FormatWork(
    string Source, string Target, Stretch? Stretch, int Threads, IProgress<double>? Progress, CancellationToken Cancelled);
