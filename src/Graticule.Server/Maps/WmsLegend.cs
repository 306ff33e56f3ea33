using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>GetLegendGraphic: the colours of a style, with the values that they stand for in this file or in the range asked for.</summary>
internal static class WmsLegend
{
    public const int Width = MapLegend.DefaultWidth;
    public const int Height = MapLegend.DefaultHeight;

    /// <param name="service">Address of the WMS, ready for more parameters.</param>
    /// <param name="version">Of WMS.</param>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="style">Name of the style.</param>
    public static string Address(string service, WmsVersion version, string layer, string style) =>
        $"{service}SERVICE=WMS&VERSION={version.Number}&REQUEST=GetLegendGraphic&LAYER={Uri.EscapeDataString(layer)}&STYLE={style}&FORMAT=image/png";

    public static async Task AnswerAsync(HttpContext context, MapQuery query, MapSource source, Layers layers)
    {
        WmsView.CheckLayers(query, "LAYER", source);
        var style = Styles.Find(query, "STYLE", query.Text("STYLE"));
        var width = query.Has("WIDTH") ? query.Whole("WIDTH", 1, MapLegend.MostPixels) : Width;
        var height = query.Has("HEIGHT") ? query.Whole("HEIGHT", 1, MapLegend.MostPixels) : Height;
        var look = Look.Read(query, Look.Png, style, isTransparent: false);
        if (query.Text("FORMAT") is { } format && Look.Format(format) != Look.Png)
        {
            query.Add("InvalidFormat", $"Legends are not drawn as '{MapQuery.Short(format)}'; they are drawn as {Look.Png}.", "FORMAT");
        }

        query.ThrowFaults();
        var (min, max) = look.Range ?? RangeOf(await layers.DescribeWithFiguresAsync(source, context.RequestAborted), look.Bands?[0]);
        context.Response.Headers.CacheControl = "max-age=300";
        await MapAnswer.SendAsync(context, Look.Png, MapLegend.Draw(style, min, max, width, height));
    }

    /// <summary>Ends of the ramp for a band by its name or number; the first one where there is no such band.</summary>
    private static (double Min, double Max) RangeOf(LayerInfo info, string? name)
    {
        var number = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed <= info.Bands.Count ? parsed : 1;
        var band = info.Bands.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)) ?? info.Bands[Math.Max(number - 1, 0)];
        return (band.Low ?? band.Min ?? double.NaN, band.High ?? band.Max ?? double.NaN);
    }
}
