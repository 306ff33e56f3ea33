namespace Graticule.Jobs.Files.Library;

/// <summary>
/// The files that users have. A file is visible when it is whole, hashed and recorded, and not before; equal bytes are kept once; what is
/// deleted goes when nobody else has the same bytes.
/// </summary>
public sealed class FileLibrary
{
    private readonly IUserFileStore _rows;
    private readonly IFileStore _files;
    private readonly Blobs _blobs;
    private readonly string _parts;
    private readonly TimeProvider _clock;

    /// <param name="rows">The files.</param>
    /// <param name="files">Their bytes.</param>
    /// <param name="parts">Folder of files that are being written, on the disk of the file store.</param>
    /// <param name="options">Limits.</param>
    /// <param name="clock">For the times of uploads.</param>
    public FileLibrary(IUserFileStore rows, IFileStore files, string parts, FileLibraryOptions options, TimeProvider clock)
    {
        (_rows, _files, _parts, _clock, Options) = (rows, files, Path.GetFullPath(parts), clock, options);
        _blobs = new(files, rows);
        Directory.CreateDirectory(_parts);
    }

    public FileLibraryOptions Options { get; }

    /// <summary>Writes a stream of any length, hashing while writing, in constant memory.</summary>
    /// <param name="file">What is said of it.</param>
    /// <param name="content">Read to its end; a failure to read it passes as it is, and nothing is kept.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept.</param>
    /// <exception cref="ProblemException">
    /// InvalidInput (name, digest), TooLarge (limit, quota), Unavailable (disk full); nothing is kept then.
    /// </exception>
    public async Task<UserFile> SaveAsync(NewFile file, Stream content, CancellationToken cancellationToken)
    {
        using var received = await ReceiveAsync(file.Owner, file.Name, content, file.Expected.Sha256 is not null, cancellationToken);
        return await KeepAsync(file, received, cancellationToken);
    }

    /// <summary>The first half of saving, for whom the rest of what is to be said of a file comes behind its bytes.</summary>
    /// <param name="owner">Whose room it takes.</param>
    /// <param name="name">For messages.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="withSha256">Whether a SHA-256 will be compared.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReceivedContent> ReceiveAsync(string owner, string name, Stream content, bool withSha256, CancellationToken cancellationToken)
    {
        var part = Path.Combine(_parts, Guid.NewGuid().ToString("N") + ".part");
        try
        {
            using var hash = new ContentHash(withSha256);
            using var target = PartFile.Create(part, name);
            await new ContentCopy(target, name, Room(owner)).RunAsync(content, hash, cancellationToken);
            PartFile.Flush(target, name);
            return new(part, hash.Finish());
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>The second half: makes a file of what was received.</summary>
    public Task<UserFile> KeepAsync(NewFile file, ReceivedContent content, CancellationToken cancellationToken) =>
        FinishAsync(file, content.Path, content.Digests, LetterId.New(), cancellationToken);

    /// <summary>Makes finished files of this machine a user's, all in one step; the files are moved.</summary>
    /// <remarks>
    /// May be asked again after the server ended in between, with digests: what was moved already is found by its digest. Where one cannot be
    /// kept, all stay where they are.
    /// </remarks>
    /// <exception cref="ProblemException">InvalidInput (name), TooLarge (quota), NotFound (no such file and no such blob), Unavailable (disk full).</exception>
    public async Task<IReadOnlyList<UserFile>> AdoptAsync(IReadOnlyList<FinishedFile> files, CancellationToken cancellationToken)
    {
        var digests = new List<string>(files.Count);
        foreach (var file in files)
        {
            digests.Add(file.Sha512 ?? (await ContentHash.OfFileAsync(file.Path, cancellationToken)).Sha512Text);
        }

        return await PinnedAsync(digests, isKept: true, async () =>
        {
            var rows = files.Zip(digests, (file, digest) => Row(file.File, digest, Length(file, digest))).ToList();
            CheckQuota(rows);
            foreach (var (file, digest) in files.Zip(digests).Where(pair => File.Exists(pair.First.Path)))
            {
                await _blobs.PlaceAsync(digest, file.Path, cancellationToken);
            }

            return await AddAsync(rows, cancellationToken);
        });
    }

    /// <summary>The file, if this subject may see it and it is not deleted.</summary>
    /// <exception cref="ProblemException">NotFound.</exception>
    public UserFile Get(string subject, string id) => _rows.Find(id) is { DeletedAt: null } file && file.IsVisibleTo(subject)
        ? file
        : throw new ProblemException(ProblemKind.NotFound, "Not found.", id);

    /// <summary>The file, if this subject owns it and it is not deleted.</summary>
    /// <exception cref="ProblemException">NotFound; Forbidden where it is shared with the subject.</exception>
    public UserFile GetOwn(string subject, string id) => Get(subject, id) is var file && file.Owner == subject
        ? file
        : throw new ProblemException(ProblemKind.Forbidden, "This file is shared with you; only its owner may change it.", id);

    /// <summary>Rows of any owners, deleted ones included, in the order of the ids; those that are unknown are missing.</summary>
    public IReadOnlyList<UserFile> Find(IReadOnlyList<string> ids) => _rows.Find(ids);

    public UserFilePage List(UserFileFilter filter) => _rows.List(filter);

    public FileUsage Usage(string owner) => _rows.Usage(owner);

    /// <summary>Bytes that an owner may still add: to the quota, or of one file.</summary>
    public long Room(string owner) => Math.Min(Options.MaxFileBytes, Math.Max(0, Options.QuotaBytes - _rows.Usage(owner).Bytes));

    /// <summary>A path where the bytes can be read; null where they are gone.</summary>
    public string? FindPath(UserFile file) => _files.FindPath(file.BlobKey);

    /// <summary>Changes name, type, tags and shares; the change may be asked twice, and must have no other effect.</summary>
    /// <exception cref="ProblemException">NotFound.</exception>
    public async Task<UserFile> ChangeAsync(string id, Func<UserFile, UserFile> change, CancellationToken cancellationToken) =>
        await _rows.ChangeAsync(id, change, cancellationToken) ?? throw new ProblemException(ProblemKind.NotFound, "Not found.", id);

    /// <summary>Shares everything that a job left, in place of whom it was shared with before.</summary>
    public async Task ShareAsync(string job, IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        foreach (var file in _rows.List(new() { Job = job }).Files)
        {
            await _rows.ChangeAsync(file.Id, stored => stored with { SharedWith = subjects }, cancellationToken);
        }
    }

    /// <summary>Deletes files; their bytes go with the last file that has them and the last who holds them. Unknown and deleted ones do no harm.</summary>
    public async Task DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var deleted = await _rows.DeleteAsync(ids, _clock.GetUtcNow(), cancellationToken);
        await _blobs.DropAsync(deleted.Select(file => file.Sha512));
    }

    /// <summary>Keeps the bytes of files for a holder, such as a submitted job, even when the files are deleted meanwhile.</summary>
    public Task HoldAsync(string holder, IEnumerable<UserFile> files, CancellationToken cancellationToken) =>
        _rows.HoldAsync(holder, [.. files.Select(file => file.Sha512).Distinct(StringComparer.Ordinal)], cancellationToken);

    /// <summary>Ends all that a holder holds.</summary>
    public async Task ReleaseAsync(string holder, CancellationToken cancellationToken) =>
        await _blobs.DropAsync(await _rows.ReleaseAsync(holder, cancellationToken));

    /// <summary>Makes a file of bytes that are whole, on the disk and hashed; where they were moved to their blob before, of that.</summary>
    /// <param name="file">What is said of it.</param>
    /// <param name="part">Where the bytes are.</param>
    /// <param name="digests">What they hash to.</param>
    /// <param name="id">Of the file, if it is free.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<UserFile> FinishAsync(NewFile file, string part, ContentDigests digests, string id, CancellationToken cancellationToken)
    {
        file.Expected.Check(digests);
        _ = WireNames.BaseName(file.Name);
        var digest = digests.Sha512Text;
        var rows = await PinnedAsync([digest], isKept: false, async () =>
        {
            if (File.Exists(part))
            {
                await _blobs.PlaceAsync(digest, part, cancellationToken);
            }

            return await AddAsync([Row(file, digest, Length(digest, file.Name)) with { Id = id }], cancellationToken);
        });
        return rows[0];
    }

    /// <summary>Whether there are such bytes.</summary>
    internal bool HasBlob(string sha512) => _files.FindPath(Blobs.Key(sha512)) is not null;

    /// <summary>Deletes parts that were never finished, and blobs that no file has.</summary>
    /// <param name="before">Only what has not changed since.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var part in Directory.EnumerateFiles(_parts, "*.part").Where(part => File.GetLastWriteTimeUtc(part) < before.UtcDateTime))
        {
            File.Delete(part);
        }

        await _blobs.SweepAsync(before, cancellationToken);
    }

    /// <summary>New ids until one is free: that of two files that come at once may be the same.</summary>
    private async Task<IReadOnlyList<UserFile>> AddAsync(IReadOnlyList<UserFile> rows, CancellationToken cancellationToken)
    {
        while (!await _rows.AddAsync(rows, Options.QuotaBytes, cancellationToken))
        {
            rows = [.. rows.Select(row => row with { Id = LetterId.New() })];
        }

        return rows;
    }

    /// <summary>No blob of these goes while files are made of them.</summary>
    /// <param name="digests">Of the blobs.</param>
    /// <param name="isKept">Whether those that nobody has are left for another try, where it fails; the sweep finds them a day later.</param>
    /// <param name="step">Makes the files.</param>
    private async Task<IReadOnlyList<UserFile>> PinnedAsync(IReadOnlyList<string> digests, bool isKept, Func<Task<IReadOnlyList<UserFile>>> step)
    {
        var pins = digests.Select(_blobs.Hold).ToList();
        var isDone = isKept;
        try
        {
            var files = await step();
            isDone = true;
            return files;
        }
        finally
        {
            pins.ForEach(pin => pin.Dispose());
            if (!isDone)
            {
                await _blobs.DropAsync(digests);
            }
        }
    }

    /// <summary>Before anything is moved; the rows are counted again when they are written.</summary>
    private void CheckQuota(IEnumerable<UserFile> rows)
    {
        foreach (var owner in rows.GroupBy(row => row.Owner, StringComparer.Ordinal))
        {
            if (_rows.Usage(owner.Key).Bytes + owner.Sum(row => row.Length) is var bytes && bytes > Options.QuotaBytes)
            {
                throw new ProblemException(
                    ProblemKind.TooLarge, $"This would make {bytes} bytes of files; {Options.QuotaBytes} are allowed. Delete files, or ask the operator for more.", "file");
            }
        }
    }

    private long Length(FinishedFile file, string digest) => File.Exists(file.Path) ? new FileInfo(file.Path).Length : Length(digest, file.File.Name);

    private long Length(string digest, string name) => _files.FindPath(Blobs.Key(digest)) is { } path
        ? new FileInfo(path).Length
        : throw new ProblemException(ProblemKind.NotFound, $"There is no file '{name}' to keep.", name);

    private UserFile Row(NewFile file, string sha512, long length)
    {
        var name = WireNames.BaseName(file.Name);
        return new()
        {
            Id = LetterId.New(),
            Owner = file.Owner,
            Name = name,
            Type = file.Type,
            RelativePath = file.RelativePath ?? name,
            Length = length,
            Sha512 = sha512,
            UploadedAt = _clock.GetUtcNow(),
            Tags = file.Tags,
            SharedWith = file.SharedWith,
            Job = file.Job,
            Run = file.Run,
        };
    }
}
