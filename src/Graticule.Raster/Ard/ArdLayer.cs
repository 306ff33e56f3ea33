namespace Graticule.Raster.Ard;

/// <summary>A kind of files: one product of one sensor.</summary>
/// <param name="Sensor">As names of files have it, such as <c>LC08</c>.</param>
/// <param name="Product">Such as <c>SRB2</c>, <c>BTB10</c> or <c>PIXELQA</c>.</param>
/// <param name="Band">What change detection takes it for; null: it does not.</param>
/// <param name="Tags">Words by which services list it.</param>
/// <param name="Info">What it is, in words.</param>
public sealed record ArdLayer(string Sensor, string Product, ChipBand? Band, IReadOnlyList<string> Tags, string Info)
{
    /// <summary>The unique band id of chipmunk's time.</summary>
    public string Ubid => $"{Sensor}_{Product}";

    /// <summary>Whether it holds bits, unsigned; else numbers, signed. Two bytes both.</summary>
    public bool IsQuality => Product.EndsWith("QA", StringComparison.Ordinal);

    /// <summary>What stands where nothing was seen: -9999, and of quality its bit for that.</summary>
    public short Fill => IsQuality ? (short)1 : (short)-9999;

    /// <summary>As services write the type of samples.</summary>
    public string DataType => IsQuality ? "UINT16" : "INT16";

    /// <summary>The satellite, as aardvark's time wrote it: <c>LANDSAT_8</c>.</summary>
    public string Satellite => $"LANDSAT_{Sensor[^1]}";

    /// <summary>The instrument, as aardvark's time wrote it.</summary>
    public string Instrument => Sensor switch { "LC08" => "OLI_TIRS", "LE07" => "ETM", _ => "TM" };

    /// <summary>The unique band id of aardvark's time.</summary>
    public string LongUbid => $"{Satellite}/{Instrument}/{Product}";
}
