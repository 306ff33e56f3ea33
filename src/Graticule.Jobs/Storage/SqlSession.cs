using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>One connection and the statements prepared on it. One thread at a time.</summary>
internal sealed class SqlSession(DbConnection connection) : IDisposable
{
    /// <summary>Far more than there are fixed statements; lists make some more, by the shape of their filter.</summary>
    private const int MaxPrepared = 100;

    private readonly Dictionary<string, SqlStatement> _prepared = new(StringComparer.Ordinal);

    /// <summary>The statement, prepared now or before. Belongs to the session.</summary>
    public SqlStatement Prepare(string sql)
    {
        if (_prepared.TryGetValue(sql, out var known))
        {
            return known;
        }

        if (_prepared.Count == MaxPrepared)
        {
            Forget();
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        var statement = new SqlStatement(command);
        _prepared.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a script once, without keeping it.</summary>
    public void Run(string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        _prepared.Clear();
    }
}
