using System.Text;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>Observations of one block of a match file, collected column by column.</summary>
internal sealed class PointColumns(StringTable strings)
{
    private readonly Column<double> _longitudes = new();
    private readonly Column<double> _latitudes = new();
    private readonly Column<long> _times = new();
    private readonly Column<double> _depths = new();
    private readonly Column<int> _platforms = new();
    private readonly Column<int> _devices = new();
    private readonly Column<int> _files = new();
    private readonly Column<int> _sources = new();
    private readonly Column<int> _idStarts = new();
    private readonly Column<byte> _ids = new();
    private readonly Column<int> _valueStarts = new();
    private readonly Column<int> _valueVariables = new();
    private readonly Column<double> _values = new();
    private readonly Column<int> _boxStarts = new();
    private readonly Column<int> _boxVariables = new();
    private readonly Column<int> _boxCounts = new();
    private readonly Column<int> _boxTotals = new();
    private readonly Column<double> _boxMeans = new();
    private readonly Column<double> _boxDeviations = new();

    public int Count => _times.Count;

    public StringTable Strings => strings;

    /// <summary>A new observation, to which the next id, values and boxes belong.</summary>
    /// <param name="longitude">-180 to 180.</param>
    /// <param name="latitude">Degrees.</param>
    /// <param name="time">Seconds since 1970.</param>
    /// <param name="depth">Metres; not a number: none.</param>
    /// <param name="texts">Numbers of platform, device, file and source in the <see cref="Strings"/>.</param>
    public void Begin(double longitude, double latitude, long time, double depth, (int Platform, int Device, int File, int Source) texts)
    {
        _longitudes.Add(longitude);
        _latitudes.Add(latitude);
        _times.Add(time);
        _depths.Add(depth);
        _platforms.Add(texts.Platform);
        _devices.Add(texts.Device);
        _files.Add(texts.File);
        _sources.Add(texts.Source);
        _idStarts.Add(_ids.Count);
        _valueStarts.Add(_values.Count);
        _boxStarts.Add(_boxCounts.Count);
    }

    public void AddId(string text)
    {
        var room = _ids.Extend(Encoding.UTF8.GetMaxByteCount(text.Length));
        _ids.Cut(room.Length - Encoding.UTF8.GetBytes(text, room));
    }

    public void AddValue(int variable, double value)
    {
        _valueVariables.Add(variable);
        _values.Add(value);
    }

    public void AddBox(BoxValue box)
    {
        _boxVariables.Add(box.Variable);
        _boxCounts.Add(box.Count);
        _boxTotals.Add(box.Total);
        _boxMeans.Add(box.Mean);
        _boxDeviations.Add(box.StandardDeviation);
    }

    public void Add(MatchedPoint point, IReadOnlyList<BoxValue> boxes)
    {
        Begin(
            point.Longitude, point.Latitude, point.Time, point.Depth ?? double.NaN,
            (strings.Of(point.Platform), strings.Of(point.Device), strings.Of(point.File), strings.Of(point.Source)));
        AddId(point.Id);
        foreach (var (variable, value) in point.Values)
        {
            AddValue(variable, value);
        }

        foreach (var box in boxes)
        {
            AddBox(box);
        }
    }

    /// <summary>The observation that was added last, with its boxes.</summary>
    /// <param name="text">The text of a number.</param>
    public (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes) Last(Func<int, string?> text)
    {
        var last = Count - 1;
        var depth = _depths.Items[last];
        var values = new (int, double)[_values.Count - _valueStarts.Items[last]];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (_valueVariables.Items[_valueStarts.Items[last] + i], _values.Items[_valueStarts.Items[last] + i]);
        }

        var boxes = new BoxValue[_boxCounts.Count - _boxStarts.Items[last]];
        for (var i = 0; i < boxes.Length; i++)
        {
            var at = _boxStarts.Items[last] + i;
            boxes[i] = new(_boxVariables.Items[at], _boxCounts.Items[at], _boxTotals.Items[at], _boxMeans.Items[at], _boxDeviations.Items[at]);
        }

        MatchedPoint point = new()
        {
            Id = Encoding.UTF8.GetString(_ids.Items[_idStarts.Items[last]..]),
            Longitude = _longitudes.Items[last],
            Latitude = _latitudes.Items[last],
            Time = _times.Items[last],
            Depth = double.IsNaN(depth) ? null : depth,
            Platform = text(_platforms.Items[last]),
            Device = text(_devices.Items[last]),
            File = text(_files.Items[last]),
            Source = text(_sources.Items[last])!,
            Values = values,
        };
        return (point, boxes);
    }

    public void Write(BlockWriter block)
    {
        block.Write(_longitudes.Items);
        block.Write(_latitudes.Items);
        block.Write(_times.Items);
        block.Write(_depths.Items);
        block.Write(_platforms.Items);
        block.Write(_devices.Items);
        block.Write(_files.Items);
        block.Write(_sources.Items);
        block.Write(_idStarts.Items);
        block.Write(_ids.Items);
        block.Write(_valueStarts.Items);
        block.Write(_valueVariables.Items);
        block.Write(_values.Items);
        block.Write(_boxStarts.Items);
        block.Write(_boxVariables.Items);
        block.Write(_boxCounts.Items);
        block.Write(_boxTotals.Items);
        block.Write(_boxMeans.Items);
        block.Write(_boxDeviations.Items);
    }

    public void Clear()
    {
        Column<double>[] doubles = [_longitudes, _latitudes, _depths, _values, _boxMeans, _boxDeviations];
        Column<int>[] integers =
        [
            _platforms, _devices, _files, _sources, _idStarts, _valueStarts, _valueVariables, _boxStarts, _boxVariables, _boxCounts, _boxTotals,
        ];
        Array.ForEach(doubles, column => column.Clear());
        Array.ForEach(integers, column => column.Clear());
        _times.Clear();
        _ids.Clear();
    }
}
