namespace Graticule.Jobs.Files.Library;

/// <summary>What is said of a file before its bytes are there.</summary>
/// <param name="Owner">Subject of whoever will have it.</param>
/// <param name="Name">As a client sent it; what is kept is <see cref="WireNames.BaseName"/> of it.</param>
public sealed record NewFile(string Owner, string Name)
{
    /// <inheritdoc cref="UserFile.Type"/>
    public int Type { get; init; } = 1;

    /// <summary>Null: the name.</summary>
    public string? RelativePath { get; init; }

    /// <inheritdoc cref="UserFile.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="UserFile.SharedWith"/>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <inheritdoc cref="UserFile.Job"/>
    public string? Job { get; init; }

    /// <inheritdoc cref="UserFile.Run"/>
    public string? Run { get; init; }

    /// <summary>What the sender says that the bytes hash to; anything else is refused.</summary>
    public ExpectedDigests Expected { get; init; } = ExpectedDigests.None;
}

/// <summary>A finished file on this machine that becomes a user's.</summary>
/// <param name="File">What is said of it.</param>
/// <param name="Path">Where it is now; it is moved away, or deleted where there are such bytes already.</param>
/// <param name="Sha512">Of its bytes, 128 lower-case hexadecimal digits, where that is known; null: it is read.</param>
public sealed record FinishedFile(NewFile File, string Path, string? Sha512 = null);
