namespace Graticule.Jobs.Files.Library;

/// <summary>Which files a list has.</summary>
public sealed record UserFileFilter
{
    /// <summary>Only what this subject may see; null: of everybody, for a caller who has checked the job.</summary>
    public string? Subject { get; init; }

    /// <summary>Only what the subject owns, not what is shared with it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Only what this job left.</summary>
    public string? Job { get; init; }

    /// <summary>Only of this run of the job.</summary>
    public string? Run { get; init; }

    /// <summary>Only names that have this in them, whatever the case of letters.</summary>
    public string? Search { get; init; }

    /// <summary>Only of this type.</summary>
    public int? Type { get; init; }

    /// <summary>Not earlier.</summary>
    public DateTimeOffset? UploadedFrom { get; init; }

    /// <summary>Not later.</summary>
    public DateTimeOffset? UploadedTo { get; init; }

    public UserFileOrder Order { get; init; } = UserFileOrder.Uploaded;

    /// <summary>The newest, last or largest first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>Rows left out before the first; at least 0.</summary>
    public long Offset { get; init; }

    /// <summary>Most rows; at least 1.</summary>
    public int Limit { get; init; } = int.MaxValue;
}

public enum UserFileOrder
{
    Uploaded,
    Name,
    Length,

    /// <summary>By the path below the folder of the job.</summary>
    Path,
}

/// <param name="Files">The page.</param>
/// <param name="Count">Of all pages.</param>
public sealed record UserFilePage(IReadOnlyList<UserFile> Files, long Count);

/// <param name="Bytes">Sum of the lengths of an owner's files, whether others share their blobs or not.</param>
/// <param name="Files">How many.</param>
public sealed record FileUsage(long Bytes, long Files);
