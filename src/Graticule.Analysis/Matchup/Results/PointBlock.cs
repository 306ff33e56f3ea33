using System.Text;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>A block of a match file, read: observations, and of primaries their pairs.</summary>
internal sealed class PointBlock
{
    private readonly IReadOnlyList<string> _strings;
    private readonly ColumnView<double> _longitudes;
    private readonly ColumnView<double> _latitudes;
    private readonly ColumnView<long> _times;
    private readonly ColumnView<double> _depths;
    private readonly ColumnView<int> _platforms;
    private readonly ColumnView<int> _devices;
    private readonly ColumnView<int> _files;
    private readonly ColumnView<int> _sources;
    private readonly ColumnView<int> _idStarts;
    private readonly ColumnView<byte> _ids;
    private readonly ColumnView<int> _valueStarts;
    private readonly ColumnView<int> _valueVariables;
    private readonly ColumnView<double> _values;
    private readonly ColumnView<int> _boxStarts;
    private readonly ColumnView<int> _boxVariables;
    private readonly ColumnView<int> _boxCounts;
    private readonly ColumnView<int> _boxTotals;
    private readonly ColumnView<double> _boxMeans;
    private readonly ColumnView<double> _boxDeviations;
    private readonly ColumnView<int> _pairStarts;
    private readonly ColumnView<int> _pairSecondaries;
    private readonly ColumnView<double> _pairDistances;

    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public PointBlock(ReadOnlyMemory<byte> bytes, IReadOnlyList<string> strings)
    {
        _strings = strings;
        BlockReader reader = new(bytes);
        _longitudes = reader.Read<double>();
        _latitudes = reader.Read<double>();
        _times = reader.Read<long>();
        _depths = reader.Read<double>();
        _platforms = reader.Read<int>();
        _devices = reader.Read<int>();
        _files = reader.Read<int>();
        _sources = reader.Read<int>();
        _idStarts = reader.Read<int>();
        _ids = reader.Read<byte>();
        _valueStarts = reader.Read<int>();
        _valueVariables = reader.Read<int>();
        _values = reader.Read<double>();
        _boxStarts = reader.Read<int>();
        _boxVariables = reader.Read<int>();
        _boxCounts = reader.Read<int>();
        _boxTotals = reader.Read<int>();
        _boxMeans = reader.Read<double>();
        _boxDeviations = reader.Read<double>();
        _pairStarts = reader.Read<int>();
        _pairSecondaries = reader.Read<int>();
        _pairDistances = reader.Read<double>();
        Length = bytes.Length;
    }

    public int Count => _times.Count;

    /// <summary>Bytes.</summary>
    public int Length { get; }

    public MatchedPoint PointAt(int index)
    {
        var depth = _depths[index];
        return new()
        {
            Id = Encoding.UTF8.GetString(_ids.Slice(_idStarts[index], EndOf(_idStarts, index, _ids.Count) - _idStarts[index])),
            Longitude = _longitudes[index],
            Latitude = _latitudes[index],
            Time = _times[index],
            Depth = double.IsNaN(depth) ? null : depth,
            Platform = Text(_platforms[index]),
            Device = Text(_devices[index]),
            File = Text(_files[index]),
            Source = Text(_sources[index]) ?? throw new InvalidDataException("an observation has no source"),
            Values = ValuesAt(index),
        };
    }

    public IReadOnlyList<BoxValue> BoxesAt(int index)
    {
        var (first, end) = (_boxStarts[index], EndOf(_boxStarts, index, _boxCounts.Count));
        if (first == end)
        {
            return [];
        }

        var boxes = new BoxValue[end - first];
        for (var i = first; i < end; i++)
        {
            boxes[i - first] = new(_boxVariables[i], _boxCounts[i], _boxTotals[i], _boxMeans[i], _boxDeviations[i]);
        }

        return boxes;
    }

    public ReadOnlySpan<int> SecondariesAt(int index) => _pairSecondaries.Slice(_pairStarts[index], PairsAt(index));

    public ReadOnlySpan<double> DistancesAt(int index) => _pairDistances.Slice(_pairStarts[index], PairsAt(index));

    public int PairsAt(int index) => EndOf(_pairStarts, index, _pairSecondaries.Count) - _pairStarts[index];

    private (int Variable, double Value)[] ValuesAt(int index)
    {
        var (first, end) = (_valueStarts[index], EndOf(_valueStarts, index, _values.Count));
        var values = new (int, double)[end - first];
        for (var i = first; i < end; i++)
        {
            values[i - first] = (_valueVariables[i], _values[i]);
        }

        return values;
    }

    private string? Text(int number) => number == 0 ? null
        : (uint)(number - 1) < (uint)_strings.Count ? _strings[number - 1]
        : throw new InvalidDataException("a text is missing");

    private static int EndOf(ColumnView<int> starts, int index, int all)
    {
        var (first, end) = (starts[index], index + 1 < starts.Count ? starts[index + 1] : all);
        return first >= 0 && first <= end && end <= all ? end : throw new InvalidDataException("an observation has an impossible length");
    }
}
