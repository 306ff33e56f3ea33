using System.Text.Json;

namespace Graticule.Analysis.Batch;

/// <summary>What became of an order: its runs, and the files that they left.</summary>
/// <param name="Runs">In order.</param>
/// <param name="Files">By run and path.</param>
public sealed record BatchManifest(IReadOnlyList<BatchRunRecord> Runs, IReadOnlyList<BatchOutput> Files)
{
    /// <summary>Why everything was ended early; null: it was not.</summary>
    public BatchStop? Stop { get; init; }

    /// <summary>When it was asked to end, or a limit was reached.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>What was left in the work folder and could not be kept, as sentences.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; } = [];

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, BatchJson.Default.BatchManifest);

    /// <exception cref="JsonException">It is not what <see cref="Write"/> writes.</exception>
    public static async Task<BatchManifest> ReadAsync(Stream content, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync(content, BatchJson.Default.BatchManifest, cancellationToken) ?? throw new JsonException("There is no manifest.");
}

/// <summary>One run.</summary>
/// <param name="Number">From 1.</param>
public sealed record BatchRunRecord(int Number)
{
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Name of the machine that it runs on, the first of them where it has several.</summary>
    public string? Machine { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>That of the last command that ran; null: none did.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it was ended, as a sentence; null when its commands ended by themselves.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was ended; null when its commands ended by themselves.</summary>
    public BatchStop? Stop { get; init; }
}

/// <summary>Why commands were ended.</summary>
public enum BatchStop
{
    /// <summary>Somebody asked for it.</summary>
    Asked,

    /// <summary>The time was over.</summary>
    WallTime,

    /// <summary>A limit of memory, disk, files or processes.</summary>
    Limit,

    /// <summary>The files could not be put into the work folder.</summary>
    Staging,
}

/// <summary>A file that a run left.</summary>
/// <param name="Run">Number of the run, from 1.</param>
/// <param name="Path">In the run's folder, with <c>/</c>.</param>
/// <param name="File">Its name in the folder of collected files; several may share one.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Sha512">Of its content, in lower-case hexadecimal.</param>
public sealed record BatchOutput(int Run, string Path, string File, long Length, string Sha512);
