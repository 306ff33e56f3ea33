using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>Writes frames byte by byte, right ones and wrong ones.</summary>
internal sealed class CqlTestClient(Socket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public static byte[] Startup => [0, 1, .. Text("CQL_VERSION"), .. Text("3.0.0")];

    public static byte[] Text(string text) => [.. Short(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] LongText(string text) => [.. Int(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>A statement without values, at consistency QUORUM.</summary>
    public static byte[] Query(string text) => [.. LongText(text), .. Short(4), 0];

    /// <summary>A statement of which a page is wanted.</summary>
    public static byte[] Query(string text, int rows, byte[]? state) =>
        state is null ? [.. LongText(text), .. Short(4), 0x04, .. Int(rows)] : [.. LongText(text), .. Short(4), 0x0C, .. Int(rows), .. Int(state.Length), .. state];

    public static byte[] Frame(Opcode opcode, byte[] body, byte version = 4, short stream = 1, byte flags = 0) =>
        [version, flags, .. Short(stream), (byte)opcode, .. Int(body.Length), .. body];

    public ValueTask SendAsync(params byte[] bytes) => _stream.WriteAsync(bytes);

    public async Task<TestAnswer> AskAsync(Opcode opcode, byte[] body, short stream = 1)
    {
        await SendAsync(Frame(opcode, body, stream: stream));
        return await ReadAsync();
    }

    public Task<TestAnswer> QueryAsync(string text) => AskAsync(Opcode.Query, Query(text));

    public async Task<TestAnswer> ReadAsync()
    {
        var header = await BytesAsync(9);
        var body = await BytesAsync(BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
        return new((byte)(header[0] & 0x7F), BinaryPrimitives.ReadInt16BigEndian(header.AsSpan(2)), (Opcode)header[4], body);
    }

    /// <summary>Waits until the server has closed the connection.</summary>
    public async Task ExpectEndAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            Assert.Equal(0, await _stream.ReadAsync(new byte[1], patience.Token));
        }
        catch (IOException)
        {
            // Reset instead of closed: it is over too.
        }
    }

    public async Task<byte[]> BytesAsync(int count)
    {
        using CancellationTokenSource patience = new(Patience);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }

    public void Dispose() => _stream.Dispose();
}

/// <summary>One answer.</summary>
internal sealed record TestAnswer(byte Version, short Stream, Opcode Opcode, byte[] Body)
{
    public CqlError Error => Opcode == Opcode.Error ? (CqlError)BinaryPrimitives.ReadInt32BigEndian(Body) : throw new InvalidOperationException($"{Opcode} is no error.");

    public string Message => new BodyReader(Body.AsSpan(4)).String();

    /// <summary>Rows as their bytes, with what belongs to the whole.</summary>
    public (IReadOnlyList<string> Columns, IReadOnlyList<byte[]?[]> Rows, byte[]? More) Rows()
    {
        Assert.True(Opcode == Opcode.Result, Opcode == Opcode.Error ? Message : Opcode.ToString());
        BodyReader body = new(Body);
        Assert.Equal(2, body.Int());
        var flags = body.Int();
        var count = body.Int();
        var more = (flags & 0x02) != 0 ? body.Bytes() : null;
        List<string> columns = [];
        if ((flags & 0x04) == 0)
        {
            _ = body.String();
            _ = body.String();
            for (var i = 0; i < count; i++)
            {
                columns.Add(body.String());
                SkipType(ref body);
            }
        }

        List<byte[]?[]> rows = [];
        for (var left = body.Int(); left > 0; left--)
        {
            var row = new byte[]?[count];
            for (var i = 0; i < count; i++)
            {
                row[i] = body.Bytes();
            }

            rows.Add(row);
        }

        return (columns, rows, more);
    }

    private static void SkipType(ref BodyReader body)
    {
        for (var parts = body.Short() switch { 0x20 or 0x22 => 1, 0x21 => 2, _ => 0 }; parts > 0; parts--)
        {
            SkipType(ref body);
        }
    }
}
