using System.Text;
using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Lcmap.Cql.Language;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Queries;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql;

/// <summary>What one client has said so far: who it is, and which keyspace it uses; and the answers to what it asks.</summary>
internal sealed class CqlSession(CqlService service, TableCatalog catalog)
{
    private const string Authenticator = "org.apache.cassandra.auth.PasswordAuthenticator";

    private volatile string? _keyspace;
    private string? _key;
    private bool _hasStarted;

    /// <summary>Whether the client may ask for rows.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Answers a message of the beginning of a connection, or one that is answered without looking at rows.</summary>
    /// <exception cref="CqlException">The answer is an error.</exception>
    public async Task<Opcode> AnswerAsync(Frame frame, BodyWriter body, CancellationToken cancellationToken)
    {
        switch (frame.Opcode)
        {
            case Opcode.Options:
                WriteSupported(body);
                return Opcode.Supported;
            case Opcode.Startup when !_hasStarted:
                CheckStartup(frame.Read().StringMap());
                return await StartAsync(body, cancellationToken);
            case Opcode.AuthResponse when _hasStarted && !IsReady:
                await ProveAsync(frame.Read().Bytes(), cancellationToken);
                body.Int(-1);
                return Opcode.AuthSuccess;
            case Opcode.Register when IsReady:
                // Nothing ever changes of what could be told: there is one node, and its tables stay.
                return Opcode.Ready;
            case Opcode.Prepare when IsReady:
                Prepare(frame.Version, frame.Read().LongString(), body);
                return Opcode.Result;
            case Opcode.Batch when IsReady:
                throw new CqlException(CqlError.Unauthorized, "BATCH is refused: nothing can be changed through this server.");
            default:
                throw CqlException.Protocol($"Unexpected message {frame.Opcode.ToString().ToUpperInvariant()}, expecting {Expected}.");
        }
    }

    /// <summary>What a QUERY or EXECUTE asks for.</summary>
    /// <returns>The SELECT; null where the answer is written already.</returns>
    /// <exception cref="CqlException">The answer is an error.</exception>
    public async Task<(BoundSelect Select, QueryParameters Parameters)?> ReadAsync(Frame frame, BodyWriter body, CancellationToken cancellationToken)
    {
        await RequireReaderAsync(cancellationToken);
        var (text, keyspace, parameters) = ReadRequest(frame);
        var statement = StatementParser.Parse(text);
        if (statement is UseStatement use)
        {
            _keyspace = catalog.RequireKeyspace(use.Keyspace);
            ResultBodies.WriteKeyspace(body, _keyspace);
            return null;
        }

        return (BoundSelect.Of(Planner.Plan((SelectStatement)statement, keyspace, catalog), parameters), parameters);
    }

    private string Expected => IsReady ? "QUERY, PREPARE, EXECUTE, REGISTER or OPTIONS" : _hasStarted ? "AUTH_RESPONSE" : "STARTUP or OPTIONS";

    private (string Text, string? Keyspace, QueryParameters Parameters) ReadRequest(Frame frame)
    {
        var reader = frame.Read();
        if (frame.Opcode == Opcode.Query)
        {
            return (reader.LongString(), _keyspace, QueryParameters.Read(ref reader));
        }

        var prepared = service.Statements.Find(reader.ShortBytes());
        return (prepared.Text, prepared.Keyspace, QueryParameters.Read(ref reader));
    }

    private void Prepare(byte version, string text, BodyWriter body)
    {
        if (StatementParser.Parse(text) is not SelectStatement select)
        {
            throw CqlException.Invalid("Only SELECT can be prepared.");
        }

        var plan = Planner.Plan(select, _keyspace, catalog);
        ResultBodies.WritePrepared(body, version, service.Statements.Add(text, _keyspace).Id, plan);
    }

    private static void WriteSupported(BodyWriter body)
    {
        body.Short(3);
        body.String("CQL_VERSION");
        body.Short(1);
        body.String("3.4.4");
        body.String("COMPRESSION");
        body.Short(0);
        body.String("PROTOCOL_VERSIONS");
        body.Short(2);
        body.String("3/v3");
        body.String("4/v4");
    }

    private static void CheckStartup(Dictionary<string, string> options)
    {
        if (!options.TryGetValue("CQL_VERSION", out var version) || !version.StartsWith("3.", StringComparison.Ordinal))
        {
            throw CqlException.Protocol("STARTUP must name a CQL_VERSION that begins with '3.', such as 3.0.0.");
        }

        if (options.TryGetValue("COMPRESSION", out var compression))
        {
            throw CqlException.Protocol($"The compression '{compression}' is not offered; the answer to OPTIONS lists none.");
        }
    }

    private async Task<Opcode> StartAsync(BodyWriter body, CancellationToken cancellationToken)
    {
        _hasStarted = true;
        if ((await service.Gate.AskAsync(token: null, cancellationToken)).Caller is { } anybody && anybody.Scopes.HasFlag(Scopes.Read))
        {
            IsReady = true;
            return Opcode.Ready;
        }

        body.String(Authenticator);
        return Opcode.Authenticate;
    }

    /// <summary>SASL PLAIN (RFC 4616): whom to act for, a user, and the password, which is a key; the other two say nothing here.</summary>
    private async Task ProveAsync(byte[]? token, CancellationToken cancellationToken)
    {
        var parts = Encoding.UTF8.GetString(token ?? []).Split('\0');
        if (parts.Length != 3)
        {
            throw Refused("The credentials are not in the form of SASL PLAIN: a zero byte, a user name, a zero byte and a password.");
        }

        if (parts[2].Length == 0)
        {
            throw Refused("The password is empty; it must be an API key of this server. The user name may be anything.");
        }

        var found = await service.Gate.AskAsync(parts[2], cancellationToken);
        if (found.Caller is not { } caller)
        {
            throw Refused($"{found.Refusal} The password must be an API key of this server; the user name may be anything.");
        }

        Require(caller);
        (_key, IsReady) = (parts[2], true);
    }

    /// <summary>A key that was revoked since works no more, even on a connection that is open.</summary>
    private async Task RequireReaderAsync(CancellationToken cancellationToken)
    {
        var found = await service.Gate.AskAsync(_key, cancellationToken);
        Require(found.Caller ?? throw Refused(found.Refusal ?? "This needs a key."));
    }

    private static void Require(Caller caller)
    {
        if (!caller.Scopes.HasFlag(Scopes.Read))
        {
            throw new CqlException(CqlError.Unauthorized, "This key may not read; it takes one with the scope 'read'.");
        }
    }

    private static CqlException Refused(string reason) => new(CqlError.BadCredentials, reason) { EndsConnection = true };
}
