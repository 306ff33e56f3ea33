namespace Graticule.Server.Maps;

/// <summary>The last part of a tile's path: a number, for dense screens <c>@2x</c>, and the format as an ending.</summary>
internal static class TileFile
{
    /// <summary>The number as it is written, and the media type; faults go into the query.</summary>
    public static (string Number, string MediaType) Read(MapQuery query, string file, string parameter)
    {
        var dot = file.LastIndexOf('.');
        if (dot >= 0 && file[(dot + 1)..].ToLowerInvariant() is "png" or "jpg" or "jpeg")
        {
            return (file[..dot], file.EndsWith("png", StringComparison.OrdinalIgnoreCase) ? Look.Png : Look.Jpeg);
        }

        query.Add("InvalidParameterValue", $"The tile '{MapQuery.Short(file)}' has no format; its name must end in .png or .jpg.", parameter);
        return ("0", Look.Png);
    }
}
