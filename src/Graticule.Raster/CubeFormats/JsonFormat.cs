using System.Text.Json;
using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// One object with the members that xarray's <c>DataArray.from_dict</c> reads: <c>dims</c>, <c>coords</c>, <c>attrs</c>, <c>data</c>.
/// </summary>
internal static class JsonFormat
{
    private const double ShareOfReading = 0.8;
    private const int FlushAfter = 1 << 16;

    internal static CubeFormat Format { get; } = new("JSON", "JSON", ".json", "application/json", (shape, _) => CellAxes.NeedFew(shape, "JSON"), Write)
    {
        Description = "Numbers, truths, texts and arrays as they are. A data cube is an object: names of the dimensions (dims), their labels (coords) and nested "
            + "arrays of cells (data), as the Python library xarray reads it. Nodata and what is no number is null.",
        GisDataTypes = ["raster", "vector", "table", "other"],
        Parameters = [CommonParameters.Prefix],
    };

    /// <summary>Writes a number as JSON has it; null for those that it has not.</summary>
    internal static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var cube = CellAxes.Load(work, ShareOfReading);
        var target = Path.Combine(work.Folder, TimeSlices.Safe(CommonParameters.NameOf(work, options)) + Format.Extension);
        using var part = new PartialFile(target);
        using (var stream = File.Create(part.Path))
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            WriteLabels(writer, cube.Shape);
            writer.WritePropertyName("data");
            WriteCells(writer, cube, CellAxes.Strides(cube.Shape), 0, 0, work.CancellationToken);
            writer.WriteEndObject();
        }

        part.Commit();
        work.Progress?.Report(1);
        return [CubeFacts.Describe(new(Path.GetFileName(target), Format.MediaType) { Title = Format.Title }, cube.Shape)];
    }

    private static void WriteLabels(Utf8JsonWriter writer, CubeShape shape)
    {
        writer.WriteStartArray("dims");
        foreach (var dimension in shape.Dimensions)
        {
            writer.WriteStringValue(dimension.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("coords");
        foreach (var dimension in shape.Dimensions)
        {
            writer.WriteStartObject(dimension.Name);
            writer.WriteStartArray("dims");
            writer.WriteStringValue(dimension.Name);
            writer.WriteEndArray();
            WriteAttributes(writer, dimension);
            writer.WriteStartArray("data");
            foreach (var label in dimension.Labels)
            {
                WriteLabel(writer, label);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("attrs");
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, Dimension dimension)
    {
        writer.WriteStartObject("attrs");
        writer.WriteString("type", dimension.Type.ToString().ToLowerInvariant());
        if (dimension.ReferenceSystem is { } system)
        {
            writer.WriteString("reference_system", system);
        }

        writer.WriteEndObject();
    }

    private static void WriteLabel(Utf8JsonWriter writer, Label label)
    {
        if (label.IsText)
        {
            writer.WriteStringValue(label.Text);
        }
        else
        {
            WriteNumber(writer, label.Number);
        }
    }

    private static void WriteCells(Utf8JsonWriter writer, MemoryCube cube, int[] strides, int depth, int at, CancellationToken cancellationToken)
    {
        if (depth == strides.Length)
        {
            WriteNumber(writer, cube.Values[at]);
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        writer.WriteStartArray();
        for (var i = 0; i < cube.Shape.Dimensions[depth].Count; i++)
        {
            WriteCells(writer, cube, strides, depth + 1, at + (i * strides[depth]), cancellationToken);
        }

        writer.WriteEndArray();
        if (writer.BytesPending > FlushAfter)
        {
            writer.Flush();
        }
    }
}
