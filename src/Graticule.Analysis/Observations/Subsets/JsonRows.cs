using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>Rows as JSON objects, each after a comma, as the searches of Apache SDAP have them.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="variables">Indexes of its variables.</param>
/// <param name="parameter">One of <see cref="Parameters"/>: the value has that name, and stands where the list of variables would; null: the list.</param>
internal sealed class JsonRows(ObservationDataset dataset, IReadOnlyList<int> variables, string? parameter) : IRowFormat
{
    public const string Wind = "wind";

    private readonly IReadOnlyList<string> _labels = Labels.Of(dataset, variables);

    public static IReadOnlyList<string> Parameters { get; } = ["sst", "sss", Wind];

    public bool NeedsIds => true;

    public void Write(RowBlock block, TextBuffer text)
    {
        for (var row = 0; row < block.Count; row++)
        {
            text.Add(",\n{\"latitude\": "u8).Add(block.Latitudes[row]).Add(", \"longitude\": "u8).Add(block.Longitudes[row])
                .Add(", \"time\": "u8).Add(block.Times[row]).Add(", \"elevation\": "u8)
                .AddJson(block.Depths is { } depths ? -depths[row] : double.NaN).Add(", \"data\": {\"id\": "u8).AddJson(TileOf(block.Ids[row]));
            if (parameter is null)
            {
                WriteList(block, row, text);
            }
            else
            {
                WriteNamed(block, row, text);
            }

            text.Add("}}"u8);
        }
    }

    /// <summary>The tile of a cell or pixel: its id without the indexes. Ids of points stay as they are.</summary>
    private string TileOf(string id) => dataset.Kind != DatasetKind.Points && id.IndexOf('[', StringComparison.Ordinal) is > 0 and var end ? id[..end] : id;

    private void WriteList(RowBlock block, int row, TextBuffer text)
    {
        text.Add(", \"variables\": ["u8);
        var isFirst = true;
        for (var variable = 0; variable < _labels.Count; variable++)
        {
            var value = block.Values[variable][row];
            if (double.IsFinite(value))
            {
                text.Add(isFirst ? "{"u8 : ", {"u8).AddJson(_labels[variable]).Add(": "u8).Add(value).Add("}"u8);
                isFirst = false;
            }
        }

        text.Add("]"u8);
    }

    private void WriteNamed(RowBlock block, int row, TextBuffer text)
    {
        if (parameter != Wind)
        {
            text.Add(", "u8).AddJson(parameter).Add(": "u8).AddJson(block.Values[0][row]);
            return;
        }

        text.Add(", \"wind_u\": "u8).AddJson(block.Values[0][row]);
        if (block.Values.Length > 1)
        {
            text.Add(", \"wind_v\": "u8).AddJson(block.Values[1][row]);
        }
    }
}
