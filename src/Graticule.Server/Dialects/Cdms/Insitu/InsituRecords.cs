using System.Text;
using Graticule.Analysis.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Writes rows of a table as JSON objects: all fields of the schema, null where there is no value, then what the table has beyond it.</summary>
/// <remarks>Most fields are null in most tables: the text between two fields that the table has is made once.</remarks>
internal sealed class InsituRecords
{
    private readonly InsituTable _table;
    private readonly IReadOnlyList<string> _columns;
    private readonly (byte[] Before, int Variable, bool IsFlag)[] _fields;
    private readonly byte[] _after;
    private readonly Dictionary<Platform, byte[]> _platforms = [];

    /// <param name="table">Whose rows.</param>
    /// <param name="columns">The fields that are wanted, besides time and place; empty: all.</param>
    public InsituRecords(InsituTable table, IReadOnlyList<string> columns)
    {
        (_table, _columns) = (table, columns);
        var fields = new List<(byte[], int, bool)>();
        var text = new StringBuilder();
        foreach (var name in Names(table.Rows).Where(Wants))
        {
            text.Append(", \"").Append(name).Append("\": ");
            var variable = table.Rows.IndexOf(name);
            if (variable < 0)
            {
                text.Append("null");
                continue;
            }

            fields.Add((Encoding.UTF8.GetBytes(text.ToString()), variable, name.EndsWith(InsituSchema.QualitySuffix, StringComparison.Ordinal)));
            text.Clear();
        }

        (_fields, _after) = ([.. fields], Encoding.UTF8.GetBytes(text.ToString()));
    }

    public void Write(TextBuffer text, int row)
    {
        var rows = _table.Rows;
        text.Add("{\"time\": \""u8).AddTime(rows.Times[row]).Add("\", \"latitude\": "u8).AddJson(rows.Latitudes[row])
            .Add(", \"longitude\": "u8).AddJson(rows.Longitudes[row]).Add(", \"depth\": "u8).AddJson(rows.Depths[row]);
        var platform = rows.PlatformOf(row);
        if (Wants("meta"))
        {
            text.Add(", \"meta\": "u8).AddJson(rows.MetaOf(row));
        }

        if (Wants("platform"))
        {
            text.Add(", \"platform\": "u8).Add(Written(platform));
        }

        if (Wants("device"))
        {
            text.Add(", \"device\": "u8).AddJson(rows.DeviceOf(row));
        }

        foreach (var (before, variable, isFlag) in _fields)
        {
            text.Add(before);
            var value = rows.Values(variable)[row];
            _ = isFlag && double.IsFinite(value) ? text.Add((long)value) : text.AddJson(value);
        }

        text.Add(_after);
        WriteSource(text, row, platform);
        text.Add("}"u8);
    }

    private static IEnumerable<string> Names(PointTable rows)
    {
        var known = InsituSchema.Fields.Select(field => field.Name).Concat(InsituSchema.QualityFields).ToList();
        return known.Concat(rows.Variables.Select(variable => variable.Name).Except(known, StringComparer.Ordinal));
    }

    private void WriteSource(TextBuffer text, int row, Platform platform)
    {
        if (Wants("provider"))
        {
            text.Add(", \"provider\": "u8).AddJson(_table.ProviderOf(row));
        }

        if (Wants("project"))
        {
            text.Add(", \"project\": "u8).AddJson(_table.ProjectOf(row));
        }

        if (Wants("platform_code"))
        {
            text.Add(", \"platform_code\": "u8).AddJson(platform.Code);
        }

        if (Wants("job_id"))
        {
            text.Add(", \"job_id\": "u8).AddJson(_table.Rows.JobOf(row));
        }
    }

    private bool Wants(string name) => _columns.Count == 0 || _columns.Contains(name, StringComparer.Ordinal);

    private byte[] Written(Platform platform)
    {
        if (!_platforms.TryGetValue(platform, out var written))
        {
            var text = new TextBuffer().Add("{\"code\": "u8).AddJson(platform.Code).Add(", \"id\": "u8).AddJson(platform.Id)
                .Add(", \"type\": "u8).AddJson(platform.Type).Add("}"u8);
            written = _platforms[platform] = text.Written.ToArray();
        }

        return written;
    }
}
