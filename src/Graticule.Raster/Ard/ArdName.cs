using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Raster.Ard;

/// <summary>What the name of a file of analysis ready data says, such as <c>LC08_CU_005003_20170411_20181119_C01_V01_SRB2.tif</c>.</summary>
/// <param name="Sensor">Such as <c>LC08</c>.</param>
/// <param name="Region">Such as <c>CU</c>.</param>
/// <param name="Tile">Of the region's grid.</param>
/// <param name="Acquired">When the pixels were seen.</param>
/// <param name="Processed">When the file was made.</param>
/// <param name="Collection">1 for <c>C01</c>.</param>
/// <param name="Version">1 for <c>V01</c>.</param>
/// <param name="Product">Such as <c>SRB2</c>.</param>
public sealed partial record ArdName(string Sensor, string Region, GridCell Tile, DateOnly Acquired, DateOnly Processed, int Collection, int Version, string Product)
{
    /// <summary>The layer that the file is of; null: it is of none that is registered.</summary>
    public ArdLayer? Layer => ArdLayers.Find($"{Sensor}_{Product}");

    /// <summary>The name that says this.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sensor}_{Region}_{Tile.Name}_{Acquired:yyyyMMdd}_{Processed:yyyyMMdd}_C{Collection:00}_V{Version:00}_{Product}.tif");

    /// <summary>Reads the name of a file; null where it is no such name.</summary>
    public static ArdName? Parse(string fileName) =>
        Form().Match(fileName) is { Success: true } match
        && GridCell.Parse(match.Groups["tile"].Value) is { } tile
        && Day(match.Groups["acquired"].Value) is { } acquired
        && Day(match.Groups["processed"].Value) is { } processed
            ? new(
                match.Groups["sensor"].Value.ToUpperInvariant(), match.Groups["region"].Value.ToUpperInvariant(), tile, acquired, processed,
                Number(match.Groups["collection"].Value), Number(match.Groups["version"].Value), match.Groups["product"].Value.ToUpperInvariant())
            : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<sensor>L[A-Z]\d\d)_(?<region>[A-Z]{2})_(?<tile>\d{6})_(?<acquired>\d{8})_(?<processed>\d{8})_C(?<collection>\d\d)_V?(?<version>\d\d)_(?<product>[A-Z0-9_]{1,24})\.tiff?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
