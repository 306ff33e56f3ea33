using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Keeping;

/// <summary>One file of an earlier run, read.</summary>
internal sealed class KeptFile : IDisposable
{
    /// <summary>Most files that are open at once: those that hold most.</summary>
    private const int Most = 256;

    private readonly SafeFileHandle _file;

    private KeptFile(SafeFileHandle file) => _file = file;

    /// <summary>The files whose names match; those that cannot be read are left out.</summary>
    internal static IReadOnlyList<KeptFile> OpenAll(string folder, string names)
    {
        List<KeptFile> files = [];
        try
        {
            var found = new DirectoryInfo(folder) is { Exists: true } there ? there.GetFiles(names) : [];
            foreach (var path in found.OrderByDescending(file => file.Length).Take(Most))
            {
                files.Add(new(File.OpenHandle(path.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is computed.
        }

        return files;
    }

    /// <summary>All windows up to the first that is not whole.</summary>
    internal IEnumerable<KeptWindowPlace> List()
    {
        var (length, at) = (RandomAccess.GetLength(_file), 0L);
        while (at + KeptRecord.Size <= length)
        {
            var record = ReadRecord(at);
            if (!record.IsWhole || at + KeptRecord.Size + record.Length > length)
            {
                yield break;
            }

            yield return new(this, at + KeptRecord.Size, record);
            at += KeptRecord.Size + record.Length;
        }
    }

    /// <summary>Fills as many bytes as there are; false where there are less or the disk fails.</summary>
    internal bool TryRead(long at, Span<byte> content)
    {
        try
        {
            while (content.Length > 0)
            {
                var read = RandomAccess.Read(_file, content, at);
                if (read == 0)
                {
                    return false;
                }

                content = content[read..];
                at += read;
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    private KeptRecord ReadRecord(long at)
    {
        var record = default(KeptRecord);
        return TryRead(at, MemoryMarshal.AsBytes(new Span<KeptRecord>(ref record))) ? record : default;
    }
}

/// <summary>A window in a file.</summary>
/// <param name="File">Which file.</param>
/// <param name="At">Where its content begins, in bytes.</param>
/// <param name="Record">What it is.</param>
internal sealed record KeptWindowPlace(KeptFile File, long At, KeptRecord Record)
{
    /// <summary>Fills the content; false if it is not what was kept.</summary>
    internal bool TryRead(Span<byte> content) => content.Length == Record.Length && File.TryRead(At, content) && Record.Describes(content);
}
