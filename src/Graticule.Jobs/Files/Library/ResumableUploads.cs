using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Jobs.Files.Library;

/// <summary>
/// Uploads in pieces. What has arrived outlives a lost connection and the end of the server; the file is there when its last byte is, and
/// not before. Pieces come in order; what a piece repeats is passed over.
/// </summary>
public sealed class ResumableUploads
{
    /// <summary>Digests of uploads between two pieces; of others the file is read again.</summary>
    private const int MostHashes = 64;

    private static readonly TimeSpan KeepFinished = TimeSpan.FromDays(1);

    private readonly FileLibrary _library;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly UploadTurns _turns = new();
    private readonly ConcurrentDictionary<string, ContentHash> _hashes = new(StringComparer.Ordinal);

    /// <param name="library">Takes the files.</param>
    /// <param name="folder">Of what has arrived, on the disk of the file store.</param>
    /// <param name="clock">For ages.</param>
    public ResumableUploads(FileLibrary library, string folder, TimeProvider clock)
    {
        (_library, _folder, _clock) = (library, Path.GetFullPath(folder), clock);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Null where there is no such upload.</summary>
    public UploadState? Find(string owner, string upload)
    {
        var place = PlaceOf(owner, upload);
        return UploadRecord.Read(place.Record) is { } record ? StateOf(place, record) : null;
    }

    /// <summary>Adds a piece, and makes the file when it was the last one.</summary>
    /// <param name="chunk">What it is.</param>
    /// <param name="content">Its bytes. When reading fails, what was received is kept, and the failure passes as it is.</param>
    /// <param name="cancellationToken">The client is gone; what was received is kept.</param>
    /// <exception cref="ProblemException">
    /// InvalidInput: the piece contradicts itself or earlier ones, or has another digest (it is then not kept); Conflict: bytes are missing
    /// before it, the state says from where on; TooLarge; Unavailable (disk full).
    /// </exception>
    public async Task<UploadState> AddAsync(UploadChunk chunk, Stream content, CancellationToken cancellationToken)
    {
        var place = PlaceOf(chunk.File.Owner, chunk.Upload);
        using var turn = await _turns.TakeAsync(place.Data, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, turn.Stop);
        var record = Begin(place, chunk);
        if (record.Digests is null || (!File.Exists(place.Data) && !_library.HasBlob(record.Digests.Sha512Text)))
        {
            try
            {
                record = await ReceiveAsync(place, record with { Digests = null, FileId = null }, chunk, content, stop.Token);
            }
            catch (OperationCanceledException exception) when (turn.Stop.IsCancellationRequested)
            {
                throw new ProblemException(new(ProblemKind.Conflict, "A later request has gone on with this upload.", "upload"), exception);
            }
        }

        return record.Digests is null ? StateOf(place, record) : await FinishAsync(place, record, cancellationToken);
    }

    /// <summary>Forgets an upload and what has arrived of it; false where there is none. A finished file stays.</summary>
    public async Task<bool> DropAsync(string owner, string upload, CancellationToken cancellationToken)
    {
        var place = PlaceOf(owner, upload);
        using var turn = await _turns.TakeAsync(place.Data, cancellationToken);
        var wasThere = File.Exists(place.Record);
        Forget(place);
        return wasThere;
    }

    /// <summary>Deletes uploads that nothing was added to for long, and what is remembered of finished ones.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        foreach (var path in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var place = new Place(Path.ChangeExtension(path, ".data"), path);
            var limit = now - (File.Exists(place.Data) ? _library.Options.KeepUploads : KeepFinished);
            if (ChangedAt(place) < limit)
            {
                using var turn = await _turns.TakeAsync(place.Data, cancellationToken);
                Forget(place);
            }
        }
    }

    /// <summary>The client's words never become a path: their hash does.</summary>
    private Place PlaceOf(string owner, string upload)
    {
        if (upload.Length is < 8 or > 128 || !upload.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw new ProblemException(
                ProblemKind.InvalidInput, "The id of an upload is 8 to 128 letters, digits, hyphens and underscores that the client chooses, such as a UUID.", "upload");
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{upload}\n{owner}")));
        return new(Path.Combine(_folder, name + ".data"), Path.Combine(_folder, name + ".json"));
    }

    private static DateTimeOffset ChangedAt(Place place) =>
        new(new[] { File.GetLastWriteTimeUtc(place.Data), File.GetLastWriteTimeUtc(place.Record) }.Max(), TimeSpan.Zero);

    private UploadState StateOf(Place place, UploadRecord record)
    {
        var file = record is { FileId: { } id, Digests: not null } && _library.Find([id]) is [{ DeletedAt: null } found] ? found : null;
        return new(record.Upload, record.File.Name, file?.Length ?? LengthOf(place), record.Length, file);
    }

    private static long LengthOf(Place place) => new FileInfo(place.Data) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>What is known of the upload, with what the piece says beside it.</summary>
    private UploadRecord Begin(Place place, UploadChunk chunk)
    {
        if (chunk.First < 0 || chunk.Last < chunk.First - 1 || chunk.Length < 0 || chunk.Last >= chunk.Length)
        {
            throw new ProblemException(ProblemKind.InvalidInput, "The Content-Range must be 'bytes FIRST-LAST/LENGTH' with FIRST <= LAST < LENGTH.", "Content-Range");
        }

        var known = UploadRecord.Read(place.Record);
        if (known?.Length is { } length && chunk.Length is { } said && said != length)
        {
            throw new ProblemException(
                ProblemKind.InvalidInput, $"This upload is of {length} bytes, and a piece says that it is of {said}. DELETE it to begin again.", "Content-Range");
        }

        var record = known ?? new() { Upload = chunk.Upload, File = chunk.File with { Name = WireNames.BaseName(chunk.File.Name) } };
        var expected = chunk.File.Expected == ExpectedDigests.None ? record.File.Expected : chunk.File.Expected;
        record = record with { Length = record.Length ?? chunk.Length, File = record.File with { Expected = expected } };
        if (known != record)
        {
            if (record.Digests is null && (record.Length ?? 0) - LengthOf(place) > _library.Room(record.File.Owner))
            {
                throw new ProblemException(
                    ProblemKind.TooLarge, $"There is room for {_library.Room(record.File.Owner)} bytes, and this upload is of {record.Length}.", "Content-Range");
            }

            record.Write(place.Record);
        }

        return record;
    }

    private async Task<UploadRecord> ReceiveAsync(Place place, UploadRecord record, UploadChunk chunk, Stream content, CancellationToken stop)
    {
        var offset = LengthOf(place);
        if (chunk.First > offset)
        {
            throw new ProblemException(ProblemKind.Conflict, $"Byte {offset} of this upload is the next; this piece begins with byte {chunk.First}.", "Content-Range");
        }

        var hash = await HashAsync(place, record, offset, stop);
        try
        {
            var size = await new ChunkCopy(place.Data, record, chunk, offset).RunAsync(content, hash, _library.Room(record.File.Owner), stop);
            if ((record.Length ?? (chunk.Last is null ? size : null)) != size)
            {
                return record;
            }

            var whole = record with { Length = size, Digests = hash.Finish(), FileId = LetterId.New() };
            Check(place, whole);
            whole.Write(place.Record);
            return whole;
        }
        finally
        {
            Keep(place, hash);
        }
    }

    /// <summary>Bytes that are not what the client meant are of no use to anybody.</summary>
    private void Check(Place place, UploadRecord record)
    {
        try
        {
            record.File.Expected.Check(record.Digests!);
        }
        catch (ProblemException)
        {
            Forget(place);
            throw;
        }
    }

    private async Task<UploadState> FinishAsync(Place place, UploadRecord record, CancellationToken cancellationToken)
    {
        if (_library.Find([record.FileId!]) is [{ } known] && known.Owner == record.File.Owner && known.Sha512 == record.Digests!.Sha512Text)
        {
            return new(record.Upload, record.File.Name, known.Length, record.Length, known);
        }

        var file = await _library.FinishAsync(record.File, place.Data, record.Digests!, record.FileId!, cancellationToken);
        if (file.Id != record.FileId)
        {
            (record with { FileId = file.Id }).Write(place.Record);
        }

        return new(record.Upload, record.File.Name, file.Length, record.Length, file);
    }

    /// <summary>The digest of what is there: remembered, or made again from the file.</summary>
    private async Task<ContentHash> HashAsync(Place place, UploadRecord record, long offset, CancellationToken stop)
    {
        if (_hashes.TryRemove(place.Data, out var known))
        {
            if (known.Length == offset && known.HasSha256 == record.File.Expected.Sha256 is not null)
            {
                return known;
            }

            known.Dispose();
        }

        var hash = new ContentHash(record.File.Expected.Sha256 is not null);
        if (offset > 0)
        {
            await hash.AppendFileAsync(place.Data, offset, stop);
        }

        return hash;
    }

    private void Keep(Place place, ContentHash hash)
    {
        if (hash.Length == LengthOf(place) && _hashes.Count < MostHashes && _hashes.TryAdd(place.Data, hash))
        {
            return;
        }

        hash.Dispose();
    }

    private void Forget(Place place)
    {
        File.Delete(place.Record);
        File.Delete(place.Data);
        if (_hashes.TryRemove(place.Data, out var hash))
        {
            hash.Dispose();
        }
    }

    /// <param name="Data">What has arrived.</param>
    /// <param name="Record">What is known.</param>
    private sealed record Place(string Data, string Record);
}
