using System.Globalization;

namespace Graticule.Raster.Observations.Points;

/// <summary>Takes the rows of a file as a reader finds them: good ones go to the table, of bad ones it is kept how many there are and what is wrong with the first.</summary>
/// <param name="path">Of the file.</param>
/// <param name="layout">What is to be read of it.</param>
/// <param name="folder">For rows that are too many to be held; null: all are held.</param>
internal sealed class PointRows(string path, DatasetLayout layout, string? folder = null) : IDisposable
{
    private const int MostFaults = 5;
    private const int MostVariables = 4096;

    private readonly List<string> _faults = [];
    private readonly Dictionary<string, (long Count, string First)> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wanted = new(layout.Variables, StringComparer.Ordinal);
    private readonly Platform? _platform = layout.Platform is { } platform ? Platform.Of(platform) : null;
    private bool _isAdded;

    internal string Path => path;

    internal DatasetLayout Layout => layout;

    internal PointTableBuilder Table { get; } = new(folder);

    /// <summary>What a row is called in this file: line, observation, …</summary>
    internal string Row { get; set; } = "line";

    /// <summary>What the file says of itself.</summary>
    internal Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    internal long Rejected { get; private set; }

    internal IReadOnlyList<string> Faults =>
    [
        .. _faults,
        .. _texts.OrderBy(text => text.Key, StringComparer.Ordinal).Take(MostFaults)
            .Select(text => $"The variable '{text.Key}' has {Number(text.Value.Count)} values that are no numbers and are taken as missing, the first in {text.Value.First}."),
    ];

    /// <summary>The index of a variable; -1: it is not asked for.</summary>
    /// <exception cref="ObservationFileException">The file has more variables than a table may have.</exception>
    internal int Variable(ObservedVariable variable)
    {
        if (_wanted.Count > 0 && !_wanted.Contains(variable.Name))
        {
            return -1;
        }

        return Table.Variables.Count < MostVariables ? Table.Variable(variable)
            : throw new ObservationFileException(path, $"has more than {MostVariables} variables");
    }

    /// <summary>Adds a row; those whose place is none are left out.</summary>
    internal void Add(long number, in PointRow row)
    {
        if (row.Fault is { } fault)
        {
            Reject(number, fault);
            return;
        }

        var known = double.IsFinite(row.Depth) ? row : row with { Depth = double.NaN };
        Table.Add(_platform is not null && known.Platform == Platform.Unknown ? known with { Platform = _platform } : known);
        _isAdded = true;
    }

    /// <summary>Gives the row that was added last a value; nothing where it was left out.</summary>
    internal void Set(int variable, double value)
    {
        if (_isAdded && variable >= 0)
        {
            Table.Set(variable, double.IsFinite(value) ? value : double.NaN);
        }
    }

    /// <summary>Leaves out a row.</summary>
    internal void Reject(long number, string reason)
    {
        _isAdded = false;
        Rejected++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add($"{Row} {Number(number)}: {reason}");
        }
    }

    public void Dispose() => Table.Dispose();

    /// <summary>Notes that a value is no number.</summary>
    internal void NoteText(string variable, long number, ReadOnlySpan<char> text)
    {
        var known = _texts.GetValueOrDefault(variable, (0, ""));
        _texts[variable] = (known.Count + 1, known.Count > 0 ? known.First : $"{Row} {Number(number)} ('{Shown(text)}')");
    }

    internal static string Shown(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
