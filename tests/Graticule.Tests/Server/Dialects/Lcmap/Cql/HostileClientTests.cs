using System.Security.Cryptography;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>Clients that mean harm, or are broken: each loses its own connection at most.</summary>
public sealed class HostileClientTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData((64 << 10) + 1)]
    public async Task A_frame_of_an_impossible_length_is_refused_without_reading_it(int length)
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();

        await client.SendAsync([4, 0, 0, 5, (byte)Opcode.Query, .. CqlTestClient.Int(length)]);

        Assert.Equal(CqlError.Protocol, (await client.ReadAsync()).Error);
        await client.ExpectEndAsync();
        await AssertServesAsync(server);
    }

    [Fact]
    public async Task A_compressed_frame_is_refused_since_no_compression_was_agreed_upon()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();

        await client.SendAsync(CqlTestClient.Frame(Opcode.Query, [1, 2, 3], flags: 1));

        Assert.Equal(CqlError.Protocol, (await client.ReadAsync()).Error);
    }

    [Fact]
    public async Task Noise_of_any_kind_ends_its_own_connection_only()
    {
        await using var server = await CqlTestServer.StartAsync();
        Random random = new(17);
        for (var i = 0; i < 60; i++)
        {
            using var client = i % 2 == 0 ? await server.ConnectAsync() : await server.OpenAsync();
            var noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            noise[0] = i % 3 == 0 ? noise[0] : (byte)4;
            await client.SendAsync(noise);
        }

        await AssertServesAsync(server);
    }

    [Fact]
    public async Task A_body_whose_parts_reach_beyond_it_is_a_protocol_error()
    {
        await using var server = await CqlTestServer.StartAsync();
        byte[][] bodies =
        [
            [],
            CqlTestClient.Int(int.MaxValue),
            CqlTestClient.Int(-7),
            [.. CqlTestClient.LongText("SELECT * FROM system.local"), 0, 4, 1, 0xFF, 0xFF],
            [.. CqlTestClient.LongText("SELECT * FROM system.local"), 0, 4, 1, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF],
            [.. CqlTestClient.LongText("SELECT * FROM system.local"), 0, 99, 0],
            [0, 0, 0, 2, 0xFF, 0xFE],
        ];
        foreach (var body in bodies)
        {
            using var client = await server.OpenAsync();
            Assert.Equal(CqlError.Protocol, (await client.AskAsync(Opcode.Query, body)).Error);
        }
    }

    [Fact]
    public async Task A_paging_state_that_was_not_made_here_is_refused()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();
        foreach (var state in (byte[][])[[], [1], RandomNumberGenerator.GetBytes(40), [9, .. new byte[12]], [1, .. new byte[12]]])
        {
            var answer = await client.AskAsync(Opcode.Query, CqlTestClient.Query("SELECT * FROM system_schema.columns", 10, state));
            Assert.Equal(CqlError.Protocol, answer.Error);
        }
    }

    [Fact]
    public async Task Who_says_nothing_or_stops_in_the_middle_of_a_frame_is_cut_off()
    {
        await using var server = await CqlTestServer.StartAsync(limits: new() { HandshakeTime = TimeSpan.FromMilliseconds(200), FrameTime = TimeSpan.FromMilliseconds(200) });
        using var silent = await server.ConnectAsync();
        using var slow = await server.OpenAsync();
        await slow.SendAsync(4, 0, 0);

        await silent.ExpectEndAsync();
        await slow.ExpectEndAsync();
        await AssertServesAsync(server);
    }

    [Fact]
    public async Task Connections_beyond_the_number_are_closed_and_there_is_room_again_when_one_ends()
    {
        await using var server = await CqlTestServer.StartAsync(limits: new() { MaxConnections = 3 });
        var open = new[] { await server.OpenAsync(), await server.OpenAsync(), await server.OpenAsync() };
        using var refused = await server.ConnectAsync();
        await refused.ExpectEndAsync();

        Assert.Single((await open[1].QueryAsync("SELECT key FROM system.local")).Rows().Rows);
        Array.ForEach(open, client => client.Dispose());

        await AssertServesAsync(server);
    }

    [Fact]
    public async Task Many_requests_at_once_on_one_connection_are_all_answered_each_on_its_stream()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();
        for (short stream = 0; stream < 200; stream++)
        {
            await client.SendAsync(CqlTestClient.Frame(Opcode.Query, CqlTestClient.Query("SELECT key FROM system.local"), stream: stream));
        }

        HashSet<short> answered = [];
        for (var i = 0; i < 200; i++)
        {
            var answer = await client.ReadAsync();
            Assert.Single(answer.Rows().Rows);
            answered.Add(answer.Stream);
        }

        Assert.Equal(200, answered.Count);
    }

    [Fact]
    public async Task A_statement_that_is_all_conditions_or_all_brackets_is_refused_quickly()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();

        var many = "SELECT * FROM system.local WHERE key = 'a'" + string.Concat(Enumerable.Repeat(" AND key = 'a'", 4000));
        Assert.Equal(CqlError.Invalid, (await client.QueryAsync(many)).Error);
        Assert.Equal(CqlError.Syntax, (await client.QueryAsync("SELECT " + new string('(', 60_000))).Error);
    }

    /// <summary>A new client is served; where connections are just ending, it asks again.</summary>
    private static async Task AssertServesAsync(CqlTestServer server)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = await server.OpenAsync();
                Assert.Single((await client.QueryAsync("SELECT * FROM system.local WHERE key='local'")).Rows().Rows);
                return;
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
