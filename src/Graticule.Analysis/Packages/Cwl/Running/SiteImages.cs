using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Images of the site as roots of file systems.</summary>
internal static class SiteImages
{
    public static string Find(PackageSite site, string reference)
    {
        var name = reference.Replace("docker://", "", StringComparison.Ordinal).Replace('/', '_').Replace(':', '_').Replace('@', '_');
        var path = site.Images is null ? null : Path.Combine(Path.GetFullPath(site.Images), name);
        return path is not null && Directory.Exists(path)
            ? path
            : throw new ProblemException(ProblemKind.ProcessFailed, $"The image '{reference}' is not on this server. Its operator puts it, unpacked, into the folder '{name}' of the image folder.", reference);
    }
}
