using System.IO.Compression;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>Zip archives, with the kinds and rights of files that Unix programs write into them.</summary>
internal static class ZipArchives
{
    private const int KindMask = 0xF000;  // S_IFMT
    private const int Link = 0xA000;
    private const int Folder = 0x4000;
    private const int File = 0x8000;
    private const int Executable = 0x40;  // S_IXUSR
    private const int LongestLink = 4096;

    public static async Task UnpackAsync(ArchiveTarget target, string path, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, cancellationToken);
        foreach (var entry in archive.Entries)
        {
            var mode = entry.ExternalAttributes >>> 16;
            switch (mode & KindMask)
            {
                case Link:
                    target.AddLink(entry.FullName, await ReadLinkAsync(entry, cancellationToken));
                    break;
                case Folder:
                case 0 or File when entry.FullName.EndsWith('/'):
                    target.AddFolder(entry.FullName);
                    break;
                case 0 or File:
                    await using (var content = await entry.OpenAsync(cancellationToken))
                    {
                        await target.AddFileAsync(entry.FullName, content, (mode & Executable) != 0, entry.LastWriteTime, cancellationToken);
                    }

                    break;
                default:
                    ArchiveTarget.Refuse(entry.FullName, "a device, a pipe or a socket");
                    break;
            }
        }

        target.Finish();
    }

    private static async Task<string> ReadLinkAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        var text = new byte[LongestLink];
        var count = await content.ReadAtLeastAsync(text, LongestLink, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(text, 0, count);
    }
}
