namespace Graticule.Server.Maps;

/// <summary>GetLegendGraphic: the colours of a style with the values at its ends.</summary>
internal static class WmsLegend
{
    public const int Width = 160;
    public const int Height = 40;

    /// <param name="service">Address of the WMS, ready for more parameters.</param>
    /// <param name="version">Of WMS.</param>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="style">Name of the style.</param>
    public static string Address(string service, WmsVersion version, string layer, string style) =>
        $"{service}SERVICE=WMS&VERSION={version.Number}&REQUEST=GetLegendGraphic&LAYER={Uri.EscapeDataString(layer)}&STYLE={style}&FORMAT=image/png";

    public static Task AnswerAsync(HttpContext context, MapQuery query, MapSource source, Layers layers) =>
        throw new MapFaultException("OperationNotSupported", "Legends are not drawn yet.", "REQUEST", StatusCodes.Status501NotImplemented);
}
