using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>GetFeatureInfo: the values of all bands under a pixel of a map.</summary>
internal sealed class WmsFeatureInfo(IMapRenderer renderer, Layers layers, MapOptions options)
{
    private const string Text = "text/plain";
    private const string Json = "application/json";
    private const string Html = "text/html";

    public static IReadOnlyList<string> Formats { get; } = [Text, Json, Html];

    public async Task AnswerAsync(HttpContext context, MapQuery query, WmsVersion version, MapSource source)
    {
        WmsView.CheckLayers(query, "QUERY_LAYERS", source);
        var format = ReadFormat(query);
        var column = query.Whole(version.ColumnParameter, 0, options.MostPixelsAlongSide - 1, "InvalidPoint");
        var row = query.Whole(version.RowParameter, 0, options.MostPixelsAlongSide - 1, "InvalidPoint");
        var view = await WmsView.ReadAsync(query, version, source, layers, options, context.RequestAborted);
        if (column >= view.Width || row >= view.Height)
        {
            throw new MapFaultException(
                "InvalidPoint",
                string.Create(CultureInfo.InvariantCulture, $"The point ({column}, {row}) is outside the map of {view.Width} x {view.Height} pixels, which are counted from 0."),
                version.ColumnParameter);
        }

        var (box, x, y) = (view.Box, (column + 0.5) / view.Width, (row + 0.5) / view.Height);
        var place = new PointRequest(source.Path, view.Crs, box.MinX + (x * (box.MaxX - box.MinX)), box.MaxY - (y * (box.MaxY - box.MinY)), view.Look.Time);
        await SendAsync(context, source, place, format);
    }

    /// <summary>Asks for a point and tells its values.</summary>
    public async Task SendAsync(HttpContext context, MapSource source, PointRequest place, string format)
    {
        var values = await renderer.ProbeAsync(place, context.RequestAborted);
        var info = await layers.DescribeAsync(source, crs: null, context.RequestAborted);
        await (format switch
        {
            Json => MapAnswer.SendAsync(context, Json, WriteJson(source, info, place, values)),
            Html => MapAnswer.SendTextAsync(context, "text/html; charset=utf-8", WriteHtml(source, info, values)),
            _ => MapAnswer.SendTextAsync(context, "text/plain; charset=utf-8", WriteText(source, info, values)),
        });
    }

    /// <summary>The first is the default.</summary>
    public static string ReadFormat(MapQuery query, string parameter = "INFO_FORMAT")
    {
        var text = query.Text(parameter) ?? Text;
        foreach (var known in Formats)
        {
            if (text.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        query.Add("InvalidFormat", $"Values are not told as '{MapQuery.Short(text)}'; they are told as {string.Join(", ", Formats)}.", parameter);
        return Text;
    }

    private static byte[] WriteJson(MapSource source, LayerInfo info, PointRequest place, PointValues values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("layer", source.Layer);
            writer.WriteStartObject("point");
            writer.WriteString("crs", place.Crs ?? info.Crs ?? CrsName.Own);
            writer.WriteNumber("x", place.X);
            writer.WriteNumber("y", place.Y);
            writer.WriteEndObject();
            if (values is { Column: { } column, Row: { } row })
            {
                writer.WriteStartObject("pixel");
                writer.WriteNumber("column", column);
                writer.WriteNumber("row", row);
                writer.WriteEndObject();
            }

            writer.WriteStartObject("values");
            for (var i = 0; i < values.Values.Count; i++)
            {
                WriteValue(writer, Name(info, i), values.Values[i]);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static string WriteText(MapSource source, LayerInfo info, PointValues values)
    {
        var text = new StringBuilder(source.Layer).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Pixel(values)}\n");
        for (var i = 0; i < values.Values.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name(info, i)} = {Value(values.Values[i])}\n");
        }

        return text.ToString();
    }

    private static string WriteHtml(MapSource source, LayerInfo info, PointValues values)
    {
        var text = new StringBuilder($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(source.Layer)}</title></head><body>");
        text.Append(CultureInfo.InvariantCulture, $"<h1>{WebUtility.HtmlEncode(source.Layer)}</h1><p>{Pixel(values)}</p><table>");
        for (var i = 0; i < values.Values.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><th>{WebUtility.HtmlEncode(Name(info, i))}</th><td>{Value(values.Values[i])}</td></tr>");
        }

        return text.Append("</table></body></html>").ToString();
    }

    private static string Pixel(PointValues values) => values.Column is { } column && values.Row is { } row
        ? string.Create(CultureInfo.InvariantCulture, $"column {column}, row {row}")
        : "outside the image";

    private static string Value(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "no data";

    /// <summary>Unique within the layer.</summary>
    private static string Name(LayerInfo info, int band) => BandNames.Of(info)[band];
}
