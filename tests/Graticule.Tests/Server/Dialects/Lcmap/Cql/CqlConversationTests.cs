using System.Buffers.Binary;
using System.Text;
using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>Frames as a client sends them, and what comes back.</summary>
public sealed class CqlConversationTests
{
    private const string Key = " WHERE chip_x = -1815585 AND chip_y = 2864805 AND algorithm = 'lcmap-pyccd:2018.10.17'";

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(0x41)]
    [InlineData(0x42)]
    public async Task A_newer_version_is_told_which_ones_there_are(byte version)
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync(CqlTestClient.Frame(Opcode.Options, [], version, stream: 77));
        var answer = await client.ReadAsync();

        Assert.Equal((4, 77, CqlError.Protocol), (answer.Version, answer.Stream, answer.Error));
        Assert.Equal($"Invalid or unsupported protocol version ({version}); supported versions are (3/v3, 4/v4)", answer.Message);
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task An_older_version_gets_its_answer_in_its_own_shorter_frame()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync(2, 0, 9, (byte)Opcode.Startup, 0, 0, 0, 0);
        var header = await client.BytesAsync(8);
        var body = await client.BytesAsync(BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));

        Assert.Equal((byte[])[0x82, 0, 9, (byte)Opcode.Error], header[..4]);
        Assert.Contains("unsupported protocol version (2)", new BodyReader(body.AsSpan(4)).String(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_3_is_answered_in_version_3()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync(CqlTestClient.Frame(Opcode.Startup, CqlTestClient.Startup, version: 3));
        var answer = await client.ReadAsync();

        Assert.Equal((3, Opcode.Ready), (answer.Version, answer.Opcode));
    }

    [Theory]
    [InlineData(Opcode.Query)]
    [InlineData(Opcode.Prepare)]
    [InlineData(Opcode.Register)]
    [InlineData(Opcode.AuthResponse)]
    public async Task Nothing_is_answered_before_startup(object opcode)
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.ConnectAsync();

        var answer = await client.AskAsync((Opcode)opcode, CqlTestClient.Query("SELECT * FROM system.local"));

        Assert.Equal(CqlError.Protocol, answer.Error);
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_password_is_a_key_that_may_read_and_a_revoked_one_works_no_more()
    {
        await using var server = await CqlTestServer.StartAsync(needsKey: true);
        var (good, revoked, weak) = (await server.MakeKeyAsync(Scopes.Read), await server.MakeKeyAsync(Scopes.All), await server.MakeKeyAsync(Scopes.Execute));
        await server.RevokeAsync(revoked);

        Assert.Equal(Opcode.AuthSuccess, (await LogInAsync(server, good.Secret)).Opcode);
        Assert.Equal(CqlError.BadCredentials, (await LogInAsync(server, revoked.Secret)).Error);
        Assert.Equal(CqlError.Unauthorized, (await LogInAsync(server, weak.Secret)).Error);
        Assert.Equal(CqlError.BadCredentials, (await LogInAsync(server, "cassandra")).Error);
        Assert.Equal(CqlError.BadCredentials, (await LogInAsync(server, "")).Error);
    }

    [Fact]
    public async Task Without_a_key_no_statement_is_answered_where_one_is_needed()
    {
        await using var server = await CqlTestServer.StartAsync(needsKey: true);
        using var client = await server.ConnectAsync();
        Assert.Equal(Opcode.Authenticate, (await client.AskAsync(Opcode.Startup, CqlTestClient.Startup)).Opcode);

        Assert.Equal(CqlError.Protocol, (await client.QueryAsync("SELECT * FROM system.local")).Error);
    }

    [Theory]
    [InlineData("SELEC * FROM results", CqlError.Syntax)]
    [InlineData("SELECT * FROM", CqlError.Syntax)]
    [InlineData("SELECT 'x", CqlError.Syntax)]
    [InlineData("SELECT * FROM results; SELECT * FROM results", CqlError.Syntax)]
    [InlineData("SELECT * FROM nothing", CqlError.Invalid)]
    [InlineData("SELECT * FROM nowhere.results", CqlError.Invalid)]
    [InlineData("SELECT nothing FROM results" + Key, CqlError.Invalid)]
    [InlineData("SELECT * FROM results", CqlError.Invalid)]
    [InlineData("SELECT * FROM results WHERE chip_x = 1", CqlError.Invalid)]
    [InlineData("SELECT * FROM results WHERE result_ok = true ALLOW FILTERING", CqlError.Invalid)]
    [InlineData("SELECT * FROM results" + Key + " AND y > 3", CqlError.Invalid)]
    [InlineData("SELECT * FROM results" + Key + " AND x > 3 AND y = 3", CqlError.Invalid)]
    [InlineData("SELECT * FROM results" + Key + " AND x = 3 AND x > 3", CqlError.Invalid)]
    [InlineData("SELECT * FROM results" + Key + " ORDER BY x DESC", CqlError.Invalid)]
    [InlineData("SELECT * FROM results" + Key + " LIMIT 0", CqlError.Invalid)]
    [InlineData("SELECT * FROM results WHERE chip_x = 'a' AND chip_y = 1 AND algorithm = 'b'", CqlError.Invalid)]
    [InlineData("SELECT * FROM results WHERE chip_x = 99999999999 AND chip_y = 1 AND algorithm = 'b'", CqlError.Invalid)]
    [InlineData("SELECT * FROM results WHERE chip_x = ? AND chip_y = 1 AND algorithm = 'b'", CqlError.Invalid)]
    [InlineData("SELECT max(x) FROM results" + Key, CqlError.Invalid)]
    [InlineData("INSERT INTO results (x) VALUES (1)", CqlError.Unauthorized)]
    [InlineData("DROP TABLE results", CqlError.Unauthorized)]
    [InlineData("TRUNCATE results", CqlError.Unauthorized)]
    public async Task A_statement_that_is_not_answered_gets_the_error_of_its_kind_and_the_connection_goes_on(string statement, object code)
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();
        Assert.Equal(Opcode.Result, (await client.QueryAsync("USE lcmap_changes_local")).Opcode);

        Assert.Equal(code, (await client.QueryAsync(statement)).Error);

        Assert.Equal("local", Encoding.UTF8.GetString((await client.QueryAsync("SELECT key FROM system.local WHERE key='local'")).Rows().Rows[0][0]!));
    }

    [Fact]
    public async Task A_batch_is_refused_and_an_unknown_statement_is_to_be_prepared_again()
    {
        await using var server = await CqlTestServer.StartAsync();
        using var client = await server.OpenAsync();

        Assert.Equal(CqlError.Unauthorized, (await client.AskAsync(Opcode.Batch, [0, 0, 0, 0, 1, 0])).Error);
        var unknown = await client.AskAsync(Opcode.Execute, [0, 2, 7, 8, 0, 4, 0]);

        Assert.Equal(CqlError.Unprepared, unknown.Error);
        Assert.Equal((byte[])[0, 2, 7, 8], unknown.Body[^4..]);
    }

    [Fact]
    public async Task The_oldest_prepared_statement_is_forgotten_where_there_are_too_many()
    {
        await using var server = await CqlTestServer.StartAsync(limits: new() { MaxStatements = 2 });
        using var client = await server.OpenAsync();
        List<byte[]> ids = [];
        for (var i = 1; i <= 3; i++)
        {
            var prepared = await client.AskAsync(Opcode.Prepare, CqlTestClient.LongText($"SELECT key FROM system.local LIMIT {i}"));
            ids.Add(prepared.Body[4..22]);
        }

        Assert.Equal(CqlError.Unprepared, (await client.AskAsync(Opcode.Execute, [.. ids[0], 0, 4, 0])).Error);
        Assert.Single((await client.AskAsync(Opcode.Execute, [.. ids[2], 0, 4, 0])).Rows().Rows);
    }

    private static async Task<TestAnswer> LogInAsync(CqlTestServer server, string password)
    {
        using var client = await server.ConnectAsync();
        Assert.Equal(Opcode.Authenticate, (await client.AskAsync(Opcode.Startup, CqlTestClient.Startup)).Opcode);
        return await client.AskAsync(Opcode.AuthResponse, CqlTestClient.LongText("\0key\0" + password));
    }
}
