using System.Security.Cryptography;
using System.Text;

namespace Graticule.Server.Sending;

/// <summary>Several ranges as one body: <c>multipart/byteranges</c> (RFC 9110, 14.6).</summary>
internal sealed class MultipartRanges
{
    private readonly string _boundary = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public MultipartRanges(FileContent file, IReadOnlyList<ByteRange> ranges)
    {
        Parts = [.. ranges.Select((range, index) => new FilePart(Head(file, range, index), range))];
        Tail = Encoding.ASCII.GetBytes($"\r\n--{_boundary}--\r\n");
        Length = Parts.Sum(part => part.Head.Length + part.Range.Length) + Tail.Length;
    }

    public string MediaType => $"multipart/byteranges; boundary={_boundary}";

    public IReadOnlyList<FilePart> Parts { get; }

    public byte[] Tail { get; }

    /// <summary>Of the whole body, in bytes.</summary>
    public long Length { get; }

    private byte[] Head(FileContent file, ByteRange range, int index) => Encoding.ASCII.GetBytes(
        $"{(index == 0 ? "" : "\r\n")}--{_boundary}\r\nContent-Type: {file.MediaType}\r\nContent-Range: {range}/{file.Length}\r\n\r\n");
}
