using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The values of a sweep's variables, run by run: rows of its table, read no further than they are asked for.</summary>
internal sealed class RunVariables : IDisposable
{
    private readonly IEnumerator<IReadOnlyDictionary<string, string>> _rows;
    private int _at;

    private RunVariables(IEnumerable<IReadOnlyDictionary<string, string>> rows) => _rows = rows.GetEnumerator();

    /// <summary>Of the table itself; where that was deleted meanwhile, of what the engine remembers. None of a job without a table.</summary>
    public static async Task<RunVariables> OfAsync(HpcRequest request, SavedJob job)
    {
        if (CaseTable.Of(job.Content) is not var (field, id))
        {
            return new([]);
        }

        if (request.Parts.Library.Find([id]) is [var file] && request.Parts.Library.FindPath(file) is { } path)
        {
            return new(CaseTable.Rows(path, field));
        }

        var work = job.Work is { } number ? await request.Parts.Jobs.FindAsync(number, request.Aborted) : null;
        return new(work is null ? [] : BatchOrder.Read(work.Spec.Inputs).Cases ?? []);
    }

    /// <param name="run">From 1; not below the one that was asked for before.</param>
    public JsonArray Of(int run)
    {
        for (; _at < run; _at++)
        {
            if (!_rows.MoveNext())
            {
                return [];
            }
        }

        return [.. _rows.Current.Select(variable => Write(variable.Key, variable.Value))];
    }

    public void Dispose() => _rows.Dispose();

    /// <summary>The text as it goes into templates, and the number that it is, if it is one.</summary>
    private static JsonObject Write(string name, string text) => new()
    {
        ["name"] = name,
        ["value"] = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        ["displayValue"] = text,
        ["isRelative"] = false,
    };
}
