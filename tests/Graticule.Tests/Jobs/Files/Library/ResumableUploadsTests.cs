using System.Security.Cryptography;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;

namespace Graticule.Tests.Jobs.Files.Library;

public sealed class ResumableUploadsTests
{
    private const string Upload = "upload-1";

    private static readonly byte[] Content = LibraryFolder.Noise(2_000_000);

    /// <summary>Pieces of any sizes, some sent again in part, with or without another server in between: the file is the same.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pieces_make_the_file(bool isRestarted)
    {
        await using var folder = new LibraryFolder();
        var uploads = folder.Uploads;
        int[] borders = [0, 1, 600_000, 600_001, 1_999_999];
        UploadState? state = null;
        for (var piece = 0; piece < borders.Length; piece++)
        {
            Assert.Null(state?.File);
            uploads = isRestarted ? folder.Restart() : uploads;
            var last = piece + 1 < borders.Length ? borders[piece + 1] - 1 : Content.Length - 1;
            state = await SendAsync(uploads, Math.Max(0, borders[piece] - 7), last);
            Assert.Equal(last + 1, state.Offset);
        }

        Assert.Equal(Content, folder.Read(state!.File!));
        Assert.Equal(LibraryFolder.Sha512(Content), state.File!.Sha512);

        // The answer to the last piece was lost: it is given again, and no second file is made.
        var again = await SendAsync(folder.Restart(), 1_999_999, 1_999_999);
        Assert.Equal(state.File.Id, again.File!.Id);
        Assert.Equal(state.File.Id, folder.Restart().Find("ann", Upload)!.File!.Id);
        Assert.Equal(1, folder.Library.List(new() { Subject = "ann" }).Count);
    }

    [Fact]
    public async Task A_lost_connection_keeps_what_arrived()
    {
        await using var folder = new LibraryFolder();
        var broken = new SlowStream(Content, 65_536, breaksAt: 1_234_567);
        await Assert.ThrowsAsync<IOException>(() => folder.Uploads.AddAsync(Chunk(0, 1_999_999), broken, default));
        Assert.Equal(1_234_567, folder.Uploads.Find("ann", Upload)!.Offset);
        Assert.Equal(0, folder.Library.List(new() { Subject = "ann" }).Count);

        var state = await SendAsync(folder.Uploads, 1_234_567, 1_999_999);
        Assert.Equal(Content, folder.Read(state.File!));
    }

    [Fact]
    public async Task Bytes_that_are_missing_before_a_piece_are_told()
    {
        await using var folder = new LibraryFolder();
        await SendAsync(folder.Uploads, 0, 99);
        var failure = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(folder.Uploads, 101, 200));
        Assert.Equal(ProblemKind.Conflict, failure.Problem.Kind);
        Assert.Contains("100", failure.Message, StringComparison.Ordinal);
        Assert.Equal(100, folder.Uploads.Find("ann", Upload)!.Offset);
    }

    [Fact]
    public async Task A_piece_with_another_digest_or_length_is_not_kept()
    {
        await using var folder = new LibraryFolder();
        await SendAsync(folder.Uploads, 0, 99);
        var wrong = Chunk(100, 199) with { Expected = new(new byte[64], null) };
        await Assert.ThrowsAsync<ProblemException>(() => folder.Uploads.AddAsync(wrong, Piece(100, 199), default));
        await Assert.ThrowsAsync<ProblemException>(() => folder.Uploads.AddAsync(Chunk(100, 199), Piece(100, 198), default));
        await Assert.ThrowsAsync<ProblemException>(() => folder.Uploads.AddAsync(Chunk(100, 199), Piece(100, 200), default));
        Assert.Equal(100, folder.Uploads.Find("ann", Upload)!.Offset);

        var right = Chunk(50, 1_999_999) with { Expected = new(SHA512.HashData(Content.AsSpan(50)), null) };
        var state = await folder.Uploads.AddAsync(right, Piece(50, 1_999_999), default);
        Assert.Equal(Content, folder.Read(state.File!));
    }

    [Fact]
    public async Task A_whole_file_with_another_digest_is_forgotten()
    {
        await using var folder = new LibraryFolder();
        var chunk = Chunk(0, 999_999) with { File = new("ann", "a.dat") { Expected = new(null, new byte[32]) } };
        await folder.Uploads.AddAsync(chunk, Piece(0, 999_999), default);
        await Assert.ThrowsAsync<ProblemException>(() => folder.Uploads.AddAsync(chunk with { First = 1_000_000, Last = 1_999_999 }, Piece(1_000_000, 1_999_999), default));
        Assert.Null(folder.Uploads.Find("ann", Upload));
        Assert.Empty(folder.Leftovers);
    }

    [Fact]
    public async Task The_digest_of_the_whole_may_come_with_the_last_piece()
    {
        await using var folder = new LibraryFolder();
        var last = Chunk(1_000_000, 1_999_999);
        await SendAsync(folder.Uploads, 0, 999_999);
        var state = await folder.Uploads.AddAsync(
            last with { File = last.File with { Expected = new(SHA512.HashData(Content), SHA256.HashData(Content)) } }, Piece(1_000_000, 1_999_999), default);
        Assert.Equal(Content, folder.Read(state.File!));

        var other = last with { Upload = "upload-2" };
        await folder.Uploads.AddAsync(other with { First = 0, Last = 999_999 }, Piece(0, 999_999), default);
        await Assert.ThrowsAsync<ProblemException>(() => folder.Uploads.AddAsync(
            other with { File = last.File with { Expected = new(null, new byte[32]) } }, Piece(1_000_000, 1_999_999), default));
        Assert.Equal(1, folder.Library.List(new() { Subject = "ann" }).Count);
    }

    [Fact]
    public async Task Another_owner_has_other_uploads()
    {
        await using var folder = new LibraryFolder();
        await SendAsync(folder.Uploads, 0, 99);
        Assert.Null(folder.Uploads.Find("bob", Upload));
        Assert.False(await folder.Uploads.DropAsync("bob", Upload, default));
        Assert.True(await folder.Uploads.DropAsync("ann", Upload, default));
        Assert.Empty(folder.Leftovers);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("../../../etc/passwd")]
    [InlineData("with a blank inside")]
    public async Task Ids_are_plain(string upload)
    {
        await using var folder = new LibraryFolder();
        Assert.Throws<ProblemException>(() => folder.Uploads.Find("ann", upload));
    }

    [Fact]
    public async Task A_client_that_comes_back_takes_over_from_its_dead_connection()
    {
        await using var folder = new LibraryFolder();
        var stuck = new StuckStream(Content.AsMemory(0, 1000));
        var first = folder.Uploads.AddAsync(Chunk(0, 1_999_999), stuck, default);
        await stuck.Waits;

        var state = await SendAsync(folder.Uploads, 0, 1_999_999);
        Assert.Equal(Content, folder.Read(state.File!));
        Assert.Equal(ProblemKind.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => first)).Problem.Kind);
    }

    [Fact]
    public async Task An_upload_that_is_longer_than_the_quota_is_refused_before_its_bytes()
    {
        await using var folder = new LibraryFolder(new() { QuotaBytes = 1_000_000 });
        await Assert.ThrowsAsync<ProblemException>(() => SendAsync(folder.Uploads, 0, 99));
        Assert.Empty(folder.Leftovers);
    }

    [Fact]
    public async Task What_nobody_goes_on_with_is_swept()
    {
        await using var folder = new LibraryFolder(new() { KeepUploads = TimeSpan.FromHours(1) });
        await SendAsync(folder.Uploads, 0, 99);
        await folder.Uploads.SweepAsync(default);
        Assert.Equal(100, folder.Uploads.Find("ann", Upload)!.Offset);

        foreach (var path in folder.Leftovers)
        {
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().AddHours(-2).UtcDateTime);
        }

        await folder.Uploads.SweepAsync(default);
        Assert.Empty(folder.Leftovers);
    }

    private static UploadChunk Chunk(long first, long last) => new(Upload, new("ann", "a.dat"), first, last, Content.Length, ExpectedDigests.None);

    private static MemoryStream Piece(int first, int last) => new(Content[first..(last + 1)]);

    private static Task<UploadState> SendAsync(ResumableUploads uploads, int first, int last) => uploads.AddAsync(Chunk(first, last), Piece(first, last), default);

    /// <summary>Gives some bytes and then waits for ever.</summary>
    private sealed class StuckStream(ReadOnlyMemory<byte> start) : MemoryStream(start.ToArray())
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waits => _waits.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
            {
                return await base.ReadAsync(buffer, cancellationToken);
            }

            _waits.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
