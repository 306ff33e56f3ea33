namespace Graticule.Jobs.Files.Library;

/// <summary>A file that a user has: uploaded, or left by a job. Its bytes are a blob that all files of the same content share.</summary>
public sealed record UserFile
{
    /// <summary>Six letters, as <see cref="LetterId"/> makes them; unique among all users' files.</summary>
    public required string Id { get; init; }

    /// <summary>Subject of whoever has it.</summary>
    public required string Owner { get; init; }

    /// <summary>Without folders; see <see cref="WireNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, a number of the dialect: 1 is an input, 5 an output of a job.</summary>
    public int Type { get; init; } = 1;

    /// <summary>Where it lay below the folder of its job, with <c>/</c>; of an upload its name.</summary>
    public required string RelativePath { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-512 of the bytes: 128 lower-case hexadecimal digits.</summary>
    public required string Sha512 { get; init; }

    /// <summary>When it was whole.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>When it was deleted: the row remains, for the jobs that name it; the bytes may be gone.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Words that the owner has put on it, in the order of their putting.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Subjects who may see and read it beside the owner, sorted.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>The dialect's id of the job that left it; null of an upload.</summary>
    public string? Job { get; init; }

    /// <summary>The run of that job, such as <c>1</c>.</summary>
    public string? Run { get; init; }

    /// <summary>Where the bytes are in the file store.</summary>
    public string BlobKey => Blobs.Key(Sha512);

    /// <summary>Whether somebody may see and read it.</summary>
    public bool IsVisibleTo(string subject) => Owner == subject || SharedWith.Contains(subject, StringComparer.Ordinal);
}
