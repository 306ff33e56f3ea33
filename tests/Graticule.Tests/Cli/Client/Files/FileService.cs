using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Tests.Cli.Client.Files;

/// <summary>The files of a server, without the server: contents in ranges, uploads in pieces, and failures as often as a test wants.</summary>
internal sealed class FileService(byte[] content) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly MemoryStream _arrived = new();

    /// <summary>Bytes that an answer brings, or a request, before its connection breaks; null: it does not.</summary>
    public Func<int, int?> BreakAfter { get; set; } = _ => null;

    /// <summary>What is told of the contents' hash.</summary>
    public string Sha512 { get; set; } = Convert.ToHexStringLower(SHA512.HashData(content));

    /// <summary>First and last byte of every part that was asked for, or sent.</summary>
    public List<(long First, long Last)> Ranges { get; } = [];

    public byte[] Arrived => _arrived.ToArray();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        return (request.Method.Method, path) switch
        {
            ("GET", "/api/v2/files/AbCdEf/contents/") => Read(request.Headers.Range!.Ranges.Single()),
            ("GET", "/api/v2/files/AbCdEf/") => Json(Document),
            ("GET", _) when path.StartsWith("/api/v2/files/contents/", StringComparison.Ordinal) => _arrived.Length == 0 ? new(HttpStatusCode.NotFound) : State(),
            ("PUT", _) => await TakeAsync(request.Content!, cancellationToken),
            _ => new(HttpStatusCode.MethodNotAllowed),
        };
    }

    private string Document => string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"AbCdEf","name":"a.bin","decryptedSize":{{content.Length}},"fileChecksums":[{"hashFunction":"sha512","fileHash":"{{Sha512}}"}]}""");

    private HttpResponseMessage Read(RangeItemHeaderValue range)
    {
        var (first, last) = ((int)range.From!.Value, (int)range.To!.Value);
        var most = Count(first, last);
        var bytes = content[first..(last + 1)];
        Stream body = most < bytes.Length ? new BrokenStream(bytes[..most.Value]) : new MemoryStream(bytes);
        HttpResponseMessage answer = new(HttpStatusCode.PartialContent) { Content = new StreamContent(body) };
        answer.Content.Headers.ContentRange = new(first, last, content.Length);
        return answer;
    }

    private async Task<HttpResponseMessage> TakeAsync(HttpContent body, CancellationToken cancellationToken)
    {
        var range = body.Headers.ContentRange;
        var most = range is null ? null : Count(range.From!.Value, range.To!.Value);
        var bytes = await body.ReadAsByteArrayAsync(cancellationToken);
        lock (_lock)
        {
            _arrived.SetLength(range?.From ?? 0);
            _arrived.Position = _arrived.Length;
            _arrived.Write(bytes.AsSpan(0, Math.Min(most ?? bytes.Length, bytes.Length)));
        }

        if (most < bytes.Length)
        {
            throw new HttpRequestException("The connection broke.");
        }

        return State();
    }

    private HttpResponseMessage State() => Json(_arrived.Length == content.Length
        ? Document
        : string.Create(CultureInfo.InvariantCulture, $$"""{"upload":"u","name":"a.bin","offset":{{_arrived.Length}},"length":{{content.Length}},"file":null}"""));

    private int? Count(long first, long last)
    {
        lock (_lock)
        {
            Ranges.Add((first, last));
            return BreakAfter(Ranges.Count);
        }
    }

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    /// <summary>Ends as a connection that is cut off.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
