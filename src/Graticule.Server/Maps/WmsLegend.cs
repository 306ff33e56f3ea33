namespace Graticule.Server.Maps;

/// <summary>GetLegendGraphic: the colours of a style with the values at its ends.</summary>
internal static class WmsLegend
{
    public const int Width = 160;
    public const int Height = 40;

    public static Task AnswerAsync(HttpContext context, MapQuery query, MapSource source, Layers layers) =>
        throw new MapFaultException("OperationNotSupported", "Legends are not drawn yet.", "REQUEST", StatusCodes.Status501NotImplemented);
}
