using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>A prepared statement. Each run sets every parameter again; one thread at a time.</summary>
internal sealed class SqlStatement(DbCommand command) : IDisposable
{
    private readonly Dictionary<string, DbParameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>Sets the parameter <c>@name</c>.</summary>
    public SqlStatement Set(string name, object? value)
    {
        if (!_parameters.TryGetValue(name, out var parameter))
        {
            parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
            _parameters.Add(name, parameter);
        }

        parameter.Value = value ?? DBNull.Value;
        return this;
    }

    public SqlStatement Set(string name, DateTimeOffset? time) => Set(name, time is { } known ? SqlTime.Write(known) : null);

    /// <summary>Runs to the end and counts the rows that changed.</summary>
    public int Execute() => command.ExecuteNonQuery();

    public List<T> ReadAll<T>(Func<DbDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first row, or null without one.</summary>
    public T? ReadFirst<T>(Func<DbDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    public void Dispose() => command.Dispose();
}
