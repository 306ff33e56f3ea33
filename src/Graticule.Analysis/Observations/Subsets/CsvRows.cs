using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>
/// Rows as CSV, as the subsets of CDMS have them: longitude, latitude, time, of points the id, then the variables in the order of their labels,
/// which are their standard names where they have one. Points have their depth and the code of their platform among them.
/// </summary>
internal sealed class CsvRows : IRowFormat
{
    private const string Depth = "depth";
    private const string PlatformCode = "platform_code";
    private readonly bool _isInSitu;
    private readonly (string Label, int Index)[] _columns;

    public CsvRows(ObservationDataset dataset, IReadOnlyList<int> variables)
    {
        _isInSitu = dataset.Kind == DatasetKind.Points;
        var labels = Labels.Of(dataset, variables).Select((label, index) => (label, index));
        if (_isInSitu)
        {
            labels = labels.Append((Depth, -1)).Append((PlatformCode, -2));
        }

        _columns = [.. labels.OrderBy(column => column.label, StringComparer.Ordinal)];
    }

    public bool NeedsIds => false;

    public TextBuffer Header()
    {
        var text = new TextBuffer().Add(_isInSitu ? "longitude,latitude,time,id"u8 : "longitude,latitude,time"u8);
        foreach (var (label, _) in _columns)
        {
            text.Add(","u8).AddCsv(label);
        }

        return text.Add("\r\n"u8);
    }

    public void Write(RowBlock block, TextBuffer text)
    {
        for (var row = 0; row < block.Count; row++)
        {
            text.Add(block.Longitudes[row]).Add(","u8).Add(block.Latitudes[row]).Add(","u8).AddTime(block.Times[row]);
            if (_isInSitu)
            {
                text.Add(","u8).AddCsv(block.Ids[row]);
            }

            foreach (var (_, index) in _columns)
            {
                text.Add(","u8);
                Write(block, row, index, text);
            }

            text.Add("\r\n"u8);
        }
    }

    private static void Write(RowBlock block, int row, int index, TextBuffer text)
    {
        if (index == -2)
        {
            text.AddCsv(block.Platforms![row].Code);
            return;
        }

        var value = index == -1 ? block.Depths![row] : block.Values[index][row];
        if (double.IsFinite(value))
        {
            _ = block.IsSingle ? text.Add((float)value) : text.Add(value);
        }
    }
}
