using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>The images that the operator lets packages use: SIF files and unpacked root file systems in one folder.</summary>
public sealed class ImageStore(PackageSite site)
{
    /// <summary>Null when a package may use the image; else a sentence that says why not, and what would help.</summary>
    public string? WhyNot(string reference)
    {
        if (ImageName.Parse(reference) is not { } name)
        {
            return $"'{reference}' names no container image; right would be 'registry/repository:tag' or the name of a SIF file.";
        }

        if (FindPath(name) is { } path)
        {
            return Complain(path);
        }

        return MayPull(name)
            ? null
            : $"The image '{reference}' is not on this server{Hint(name)}.";
    }

    /// <summary>The image, ready to be run.</summary>
    /// <param name="reference">As a package has it: <c>docker://name:tag</c>, <c>name@sha256:…</c>, <c>name.sif</c>.</param>
    /// <param name="cancellationToken">Breaks off unpacking and pulling.</param>
    /// <exception cref="ProblemException">Unsupported: there is no such image, or it cannot be used.</exception>
    public async Task<ContainerImage> OpenAsync(string reference, CancellationToken cancellationToken)
    {
        if (WhyNot(reference) is { } complaint)
        {
            throw new ProblemException(ProblemKind.Unsupported, complaint, reference);
        }

        var name = ImageName.Parse(reference)!;
        var path = FindPath(name) ?? await ImagePull.RunAsync(name, site.Images!, cancellationToken);
        return await OpenFileAsync(path, reference, cancellationToken);
    }

    /// <summary>The image in a file or folder of which the path is known.</summary>
    /// <exception cref="ProblemException">Unsupported: it cannot be used.</exception>
    public static async Task<ContainerImage> OpenFileAsync(string path, string reference, CancellationToken cancellationToken)
    {
        var real = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        if (Directory.Exists(real))
        {
            return new(reference, real);
        }

        try
        {
            return new(reference, await SifCache.For(Path.GetDirectoryName(real)!).UnpackAsync(real, cancellationToken), real);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.Unsupported, $"The image file '{Path.GetFileName(path)}' cannot be used: {exception.Message}.", reference), exception);
        }
    }

    /// <summary>Where an image that lies here has its file or folder; null when it does not.</summary>
    public string? FindPath(string reference) => ImageName.Parse(reference) is { } name ? FindPath(name) : null;

    private static string? Complain(string path)
    {
        if (Directory.Exists(path))
        {
            return null;
        }

        try
        {
            _ = SifFile.FindRoot(path);
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"The image file '{Path.GetFileName(path)}' on this server cannot be used: {exception.Message}.";
        }
    }

    private string? FindPath(ImageName name) => site.Images is { } folder
        ? name.FileNames().Select(file => Path.Combine(folder, file)).FirstOrDefault(path => path.EndsWith(".sif", StringComparison.OrdinalIgnoreCase)
            ? File.Exists(path)
            : Directory.Exists(path))
        : null;

    private bool MayPull(ImageName name) => name.Registry is { } registry && site.Images is not null && site.Registries.Contains(registry, StringComparer.OrdinalIgnoreCase);

    private string Hint(ImageName name)
    {
        if (site.Images is null)
        {
            return ", which has no folder of images; its operator can name one with --images";
        }

        var put = $"its operator can put it into the folder of images as '{name.Plain}.sif' (a SIF file) or as a folder '{name.Plain}' (an unpacked root file system)";
        return name.Registry is { } registry ? $": {put}, or allow images of the registry '{registry}' with --registry {registry}" : $": {put}";
    }
}
