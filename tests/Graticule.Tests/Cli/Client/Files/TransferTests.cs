using Graticule.Cli.Client.Files;
using Graticule.Jobs;

namespace Graticule.Tests.Cli.Client.Files;

/// <summary>Files sent and fetched over connections that break.</summary>
public sealed class TransferTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private string Target => Path.Combine(_folder, "a.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8 * MiB)]
    [InlineData((20 * MiB) + 17)]
    public async Task A_file_of_any_size_comes_whole_and_in_parts(int size)
    {
        var content = Bytes(size);
        using FileService service = new(content);

        await DownloadAsync(service);

        Assert.Equal(content, await File.ReadAllBytesAsync(Target));
        Assert.Equal((size + (8 * MiB) - 1) / (8 * MiB), service.Ranges.Count);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_broken_answer_is_gone_on_with_behind_its_last_byte()
    {
        var content = Bytes(3 * MiB);
        using FileService service = new(content) { BreakAfter = request => request == 1 ? MiB : null };

        await DownloadAsync(service);

        Assert.Equal(content, await File.ReadAllBytesAsync(Target));
        Assert.Equal([(0L, (3L * MiB) - 1), (MiB, (3L * MiB) - 1)], service.Ranges);
    }

    [Fact]
    public async Task A_second_try_fetches_only_the_parts_that_are_missing()
    {
        var content = Bytes(20 * MiB);
        using FileService first = new(content);
        using CancellationTokenSource stop = new();
        var seen = 0L;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(first, connections: 1, cancellationToken: stop.Token, took: count =>
        {
            seen += count;
            if (seen > 18 * MiB)
            {
                stop.Cancel();
            }
        }));
        Assert.False(File.Exists(Target));

        using FileService second = new(content);
        await DownloadAsync(second);

        Assert.Equal([(16L * MiB, (20L * MiB) - 1)], second.Ranges);
        Assert.Equal(content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Parts_of_another_version_of_the_file_are_not_gone_on_with()
    {
        using FileService old = new(Bytes(20 * MiB));
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(old, connections: 1, _ => stop.Cancel(), stop.Token));
        var content = Bytes((20 * MiB) - 1);
        using FileService service = new(content);

        await DownloadAsync(service);

        Assert.Equal(content, await File.ReadAllBytesAsync(Target));
        Assert.Equal(3, service.Ranges.Count);
    }

    [Fact]
    public async Task What_does_not_hash_to_what_was_announced_never_gets_the_name()
    {
        using FileService service = new(Bytes(MiB)) { Sha512 = new('0', 128) };

        var fault = await Assert.ThrowsAsync<ProblemException>(() => DownloadAsync(service));

        Assert.Equal(ProblemKind.ProcessFailed, fault.Problem.Kind);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_server_that_never_answers_whole_is_given_up()
    {
        using FileService service = new(Bytes(MiB)) { BreakAfter = _ => 0 };

        await Assert.ThrowsAsync<HttpIOException>(() => DownloadAsync(service));

        Assert.InRange(service.Ranges.Count, 2, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MiB)]
    public async Task An_upload_arrives_whole(int size)
    {
        var content = Bytes(size);
        using FileService service = new(content);

        var sent = await UploadAsync(service, content);

        Assert.Equal(("AbCdEf", size), (sent.Id, sent.Size));
        Assert.Equal(content, service.Arrived);
    }

    [Fact]
    public async Task An_upload_that_breaks_goes_on_with_what_has_arrived()
    {
        var content = Bytes(3 * MiB);
        using FileService service = new(content) { BreakAfter = request => request <= 2 ? MiB : null };

        await UploadAsync(service, content);

        Assert.Equal([0L, MiB, 2 * MiB], service.Ranges.Select(range => range.First));
        Assert.Equal(content, service.Arrived);
    }

    [Fact]
    public async Task What_came_of_an_upload_must_hash_to_what_was_sent()
    {
        using FileService service = new(Bytes(MiB)) { Sha512 = new('0', 128) };

        var fault = await Assert.ThrowsAsync<ProblemException>(() => UploadAsync(service, Bytes(MiB)));

        Assert.Equal(ProblemKind.ProcessFailed, fault.Problem.Kind);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static FilesApi Open(FileService service) => new(new(new Uri("http://files.test/"), "key", service));

    private async Task DownloadAsync(FileService service, int connections = 3, Action<long>? took = null, CancellationToken cancellationToken = default)
    {
        var api = Open(service);
        await new FileDownload(api, connections).RunAsync(await api.GetAsync("AbCdEf", CancellationToken.None), Target, took ?? (_ => { }), cancellationToken);
    }

    private async Task<RemoteFile> UploadAsync(FileService service, byte[] content)
    {
        var path = Path.Combine(_folder, "sent.bin");
        await File.WriteAllBytesAsync(path, content);
        return await new FileUpload(Open(service)).RunAsync(await LocalFile.ReadAsync(path, 1, _ => { }, CancellationToken.None), _ => { }, CancellationToken.None);
    }
}
