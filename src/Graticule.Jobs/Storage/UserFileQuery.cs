using System.Text;
using Graticule.Jobs.Files.Library;

namespace Graticule.Jobs.Storage;

/// <summary>A filter of users' files as SQL.</summary>
internal sealed class UserFileQuery
{
    private readonly List<(string Name, object Value)> _values = [];

    public UserFileQuery(UserFileFilter filter)
    {
        var where = new StringBuilder("FROM user_files f WHERE f.deleted IS NULL");
        Add(where, filter.IsOwn ? "f.owner = @subject" : "(f.owner = @subject OR f.id IN (SELECT file FROM user_file_shares WHERE subject = @subject))", "subject", filter.Subject);
        Add(where, "f.job = @job", "job", filter.Job);
        Add(where, "f.run = @run", "run", filter.Run);
        Add(where, "instr(f.folded, @search) > 0", "search", filter.Search is { Length: > 0 } search ? Fold(search) : null);
        Add(where, "f.type = @type", "type", filter.Type is { } type ? (long)type : null);
        Add(where, "f.uploaded >= @from", "from", filter.UploadedFrom is { } from ? SqlTime.Write(from) : null);
        Add(where, "f.uploaded <= @to", "to", filter.UploadedTo is { } to ? SqlTime.Write(to) : null);
        Source = where.ToString();
        var direction = filter.IsDescending ? "DESC" : "ASC";
        Order = $"ORDER BY {Column(filter.Order)} {direction}, f.id {direction}";
    }

    /// <summary>From FROM to the last condition.</summary>
    public string Source { get; }

    public string Order { get; }

    /// <summary>Names as they are searched.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();

    public SqlStatement Set(SqlStatement statement) => _values.Aggregate(statement, (set, value) => set.Set(value.Name, value.Value));

    private static string Column(UserFileOrder order) => order switch
    {
        UserFileOrder.Uploaded => "f.uploaded",
        UserFileOrder.Name => "f.name",
        UserFileOrder.Length => "f.length",
        UserFileOrder.Path => "f.path",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Each order has a column."),
    };

    private void Add(StringBuilder where, string condition, string name, object? value)
    {
        if (value is not null)
        {
            where.Append(" AND ").Append(condition);
            _values.Add((name, value));
        }
    }
}
