using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Files that are cut out for one answer: made in a folder of their own, sent, and gone.</summary>
internal sealed class CoverageFiles
{
    private readonly string _folder;
    private readonly IMapRenderer _renderer;

    /// <summary>Empties the folder of what an earlier run left.</summary>
    public CoverageFiles(string folder, IMapRenderer renderer)
    {
        (_folder, _renderer) = (folder, renderer);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the file and opens it; it has no name any more, so it goes when it is closed.</summary>
    /// <exception cref="MapRequestException">The request cannot be served.</exception>
    /// <exception cref="ProblemException">Unavailable: the disk is full, or the renderer does not answer.</exception>
    public async Task<FileStream> WriteAsync(CoverageRequest request, string extension, CancellationToken cancellationToken)
    {
        try
        {
            // Each request has a folder, for whatever a format writes beside its file.
            var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
            try
            {
                var target = Path.Combine(folder, "coverage" + extension);
                await _renderer.WriteAsync(request with { Target = target }, cancellationToken);
                return new(target, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The coverage could not be written: {exception.Message}"), exception);
        }
    }
}
