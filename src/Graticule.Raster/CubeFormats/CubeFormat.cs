using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>A file format that cubes can be written in. To describe one and to check options needs no GDAL; to write may.</summary>
public sealed class CubeFormat
{
    private readonly Action<CubeShape, FormatOptions> _check;
    private readonly Func<CubeWork, FormatOptions, IReadOnlyList<WrittenFile>> _write;

    /// <param name="name">As GDAL calls it.</param>
    /// <param name="title">As people call it.</param>
    /// <param name="extension">With the dot.</param>
    /// <param name="mediaType">With its parameters.</param>
    /// <param name="check">Complains of what cannot be written so.</param>
    /// <param name="write">Writes it.</param>
    internal CubeFormat(
        string name,
        string title,
        string extension,
        string mediaType,
        Action<CubeShape, FormatOptions> check,
        Func<CubeWork, FormatOptions, IReadOnlyList<WrittenFile>> write)
    {
        (Name, Title, Extension, MediaType) = (name, title, extension, mediaType);
        (_check, _write) = (check, write);
    }

    /// <summary>As GDAL calls it, such as <c>GTiff</c>.</summary>
    public string Name { get; }

    /// <summary>As people call it.</summary>
    public string Title { get; }

    /// <summary>Of file names, with the dot.</summary>
    public string Extension { get; }

    /// <summary>With its parameters, such as <c>image/tiff; application=geotiff</c>.</summary>
    public string MediaType { get; }

    public required string Description { get; init; }

    /// <summary>Of <c>raster</c>, <c>vector</c>, <c>table</c>, <c>other</c>.</summary>
    public required IReadOnlyList<string> GisDataTypes { get; init; }

    public IReadOnlyList<FormatParameter> Parameters { get; init; } = [];

    /// <summary>Whether a cube of that shape can be written with these options.</summary>
    /// <exception cref="CubeFormatException">It cannot; the message says what can.</exception>
    public void Check(CubeShape shape, IReadOnlyDictionary<string, object?> options) => _ = Accept(shape, options);

    /// <summary>Writes all of a cube. Each file was read back, in part, when this returns.</summary>
    /// <exception cref="CubeFormatException">The cube cannot be written in this format.</exception>
    /// <exception cref="Gdal.GdalException">A file cannot be written, or holds something else than was written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IReadOnlyList<WrittenFile> Write(CubeWork work)
    {
        var options = Accept(work.Cube.Shape, work.Options);
        Directory.CreateDirectory(work.Folder);
        return _write(work, options);
    }

    private FormatOptions Accept(CubeShape shape, IReadOnlyDictionary<string, object?> options)
    {
        var asked = new FormatOptions(this, options);
        if (shape.Dimensions.FirstOrDefault(dimension => dimension.Count == 0) is { } empty)
        {
            throw new CubeFormatException(
                CubeFormatException.Empty, $"The data cube ({shape}) holds nothing: its dimension '{empty.Name}' has no labels. Widen the extents.");
        }

        _check(shape, asked);
        return asked;
    }
}
