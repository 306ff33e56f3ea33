using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>
/// Writes a match file while matches are found. Holds one block of observations of each side; the file stands under its name once it is complete, and
/// not before. Not for several threads at once.
/// </summary>
public sealed class MatchFileWriter : IDisposable
{
    private const int MostPrimaries = 8192;
    private const int MostSecondaries = 2048;
    private const int MostPairs = 131_072;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly MatchSide _primary;
    private readonly MatchSide _secondary;
    private readonly JsonObject _request;
    private readonly bool _boxesOfSecondaries;
    private readonly StringTable _strings = new();
    private readonly PointColumns _primaries;
    private readonly PointColumns _secondaries;
    private readonly Column<int> _pairStarts = new();
    private readonly Column<int> _pairSecondaries = new();
    private readonly Column<double> _pairDistances = new();
    private readonly BlockWriter _block = new();
    private readonly List<BlockEntry> _directory = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _primaryCount;
    private long _pairCount;
    private long _secondaryCount;
    private bool _isComplete;

    /// <param name="path">Of the file; one that is there is replaced.</param>
    /// <param name="primary">The side whose observations are grouped by.</param>
    /// <param name="secondary">The other side.</param>
    /// <param name="request">What was asked for, as it is to be shown.</param>
    /// <param name="boxesOfSecondaries">Whether boxes, if there are any, lie around secondaries rather than primaries.</param>
    /// <exception cref="IOException">The file cannot be written; so do the other members.</exception>
    public MatchFileWriter(string path, MatchSide primary, MatchSide secondary, JsonObject request, bool boxesOfSecondaries = false)
    {
        (_path, _primary, _secondary, _request, _boxesOfSecondaries) = (path, primary, secondary, request, boxesOfSecondaries);
        (_primaries, _secondaries) = (new(_strings), new(_strings));
        _file = new(path + ".partial", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _file.Write(MatchFileFormat.Signature);
    }

    /// <summary>The texts of all observations in the file.</summary>
    internal StringTable Strings => _strings;

    internal long Primaries => _primaryCount + _primaries.Count;

    internal long Pairs => _pairCount + _pairSecondaries.Count;

    /// <summary>Adds a secondary, and gives its number, by which primaries name it.</summary>
    public int AddSecondary(MatchedPoint point, IReadOnlyList<BoxValue>? boxes = null)
    {
        BeginSecondary().Add(point, boxes ?? []);
        return LastSecondary;
    }

    /// <summary>Adds a primary with its pairs, which are in the order in which they are to be shown.</summary>
    /// <param name="point">The primary.</param>
    /// <param name="secondaries">Numbers of its secondaries.</param>
    /// <param name="distances">To each of them, in metres.</param>
    /// <param name="boxes">Around the primary.</param>
    public void AddPrimary(MatchedPoint point, ReadOnlySpan<int> secondaries, ReadOnlySpan<double> distances, IReadOnlyList<BoxValue>? boxes = null)
    {
        BeginPrimary(secondaries.Length).Add(point, boxes ?? []);
        secondaries.CopyTo(PairSecondaries(secondaries.Length));
        distances.CopyTo(PairDistances(secondaries.Length));
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <param name="seconds">That the match took; null: since this writer was made.</param>
    public MatchSummary Complete(double? seconds = null)
    {
        FlushPrimaries();
        FlushSecondaries();
        MatchSummary summary = new(_primaryCount, _pairCount, _secondaryCount, seconds ?? Stopwatch.GetElapsedTime(_start).TotalSeconds);
        MatchFileHeader header = new(_primary, _secondary, _request, summary, _boxesOfSecondaries, _strings.Texts);
        var json = JsonSerializer.SerializeToUtf8Bytes(header, MatchFileJson.Default.MatchFileHeader);
        var footer = new byte[(_directory.Count * BlockEntry.Size) + json.Length];
        for (var i = 0; i < _directory.Count; i++)
        {
            _directory[i].Write(footer.AsSpan(i * BlockEntry.Size));
        }

        json.CopyTo(footer, footer.Length - json.Length);
        var trailer = new byte[MatchFileFormat.TrailerLength];
        new Trailer(_file.Position, footer.Length, Checksum.Of(footer), _directory.Count).Write(trailer);
        _file.Write(footer);
        _file.Write(trailer);
        _file.Dispose();
        File.Move(_file.Name, _path, overwrite: true);
        _isComplete = true;
        return summary;
    }

    /// <summary>Removes what was written unless it is complete.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isComplete)
        {
            File.Delete(_file.Name);
        }
    }

    /// <summary>Number of the secondary that was begun last.</summary>
    internal int LastSecondary => checked((int)(_secondaryCount + _secondaries.Count - 1));

    /// <summary>Columns to which one secondary is to be added.</summary>
    internal PointColumns BeginSecondary()
    {
        if (_secondaries.Count >= MostSecondaries)
        {
            FlushSecondaries();
        }

        return _secondaries;
    }

    /// <summary>Columns to which one primary is to be added, which has so many pairs.</summary>
    internal PointColumns BeginPrimary(int pairs)
    {
        if (_primaries.Count >= MostPrimaries || (_primaries.Count > 0 && _pairSecondaries.Count + (long)pairs > MostPairs))
        {
            FlushPrimaries();
        }

        _pairStarts.Add(_pairSecondaries.Count);
        return _primaries;
    }

    /// <summary>Room for the secondaries of the primary that was begun last.</summary>
    internal Span<int> PairSecondaries(int count) => _pairSecondaries.Extend(count);

    internal Span<double> PairDistances(int count) => _pairDistances.Extend(count);

    private void FlushPrimaries()
    {
        _pairCount += _pairSecondaries.Count;
        _primaryCount = Flush(BlockKind.Primaries, _primaries, _primaryCount);
    }

    private void FlushSecondaries() => _secondaryCount = Flush(BlockKind.Secondaries, _secondaries, _secondaryCount);

    private long Flush(BlockKind kind, PointColumns points, long first)
    {
        if (points.Count == 0)
        {
            return first;
        }

        var hasPairs = kind is BlockKind.Primaries;
        _block.Clear();
        points.Write(_block);
        _block.Write(hasPairs ? _pairStarts.Items : []);
        _block.Write(hasPairs ? _pairSecondaries.Items : []);
        _block.Write(hasPairs ? _pairDistances.Items : []);
        _directory.Add(new(kind, points.Count, first, _file.Position, _block.Bytes.Length, Checksum.Of(_block.Bytes)));
        _file.Write(_block.Bytes);
        var next = first + points.Count;
        points.Clear();
        if (hasPairs)
        {
            _pairStarts.Clear();
            _pairSecondaries.Clear();
            _pairDistances.Clear();
        }

        return next;
    }
}
