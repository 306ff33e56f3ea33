using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Statements that clients of any connection have prepared. The oldest are forgotten; their clients are told, and prepare them again.</summary>
internal sealed class PreparedStatements(int most)
{
    private readonly ConcurrentDictionary<string, PreparedStatement> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public PreparedStatement Add(string text, string? keyspace)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{keyspace}\n{text}"))[..16];
        PreparedStatement statement = new(id, text, keyspace);
        var name = Convert.ToHexString(id);
        if (_known.TryAdd(name, statement))
        {
            _order.Enqueue(name);
            while (_known.Count > most && _order.TryDequeue(out var oldest))
            {
                _known.TryRemove(oldest, out _);
            }
        }

        return statement;
    }

    /// <exception cref="CqlException">Unprepared.</exception>
    public PreparedStatement Find(byte[] id) => _known.GetValueOrDefault(Convert.ToHexString(id))
        ?? throw new CqlException(CqlError.Unprepared, "This statement is not prepared here, or not any more; prepare it again.") { Statement = id };
}

/// <param name="Id">Made of the other two, so that every connection gives the same.</param>
/// <param name="Text">As it was sent.</param>
/// <param name="Keyspace">That was in use.</param>
internal sealed record PreparedStatement(byte[] Id, string Text, string? Keyspace);
