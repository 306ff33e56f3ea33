using System.Formats.Tar;
using System.IO.Compression;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>Tar archives, plain or compressed by gzip.</summary>
internal static class TarArchives
{
    public static async Task UnpackAsync(ArchiveTarget target, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await UnpackAsync(target, file, cancellationToken);
    }

    public static async Task UnpackAsync(ArchiveTarget target, Stream stream, CancellationToken cancellationToken)
    {
        await using var archive = new TarReader(stream, leaveOpen: true);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    target.AddFolder(entry.Name);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    await target.AddFileAsync(entry.Name, entry.DataStream, entry.Mode.HasFlag(UnixFileMode.UserExecute), entry.ModificationTime, cancellationToken);
                    break;
                case TarEntryType.SymbolicLink:
                    target.AddLink(entry.Name, entry.LinkName);
                    break;
                case TarEntryType.HardLink:
                    await target.AddCopyAsync(entry.Name, entry.LinkName, cancellationToken);
                    break;
                case TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    ArchiveTarget.Refuse(entry.Name, "a device, a pipe or of a kind that is not known");
                    break;
            }
        }

        target.Finish();
    }

    public static async Task UnpackCompressedAsync(ArchiveTarget target, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await UnpackAsync(target, unpacked, cancellationToken);
    }
}
