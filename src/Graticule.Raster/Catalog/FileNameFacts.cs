using System.Text.RegularExpressions;
using Graticule.Raster.Times;

namespace Graticule.Raster.Catalog;

/// <summary>What the name of a file says: of Sentinel-2 and Landsat files by their conventions, of others by a date in it.</summary>
/// <param name="Scene">The name without what tells its bands apart: files of one scene are one item.</param>
/// <param name="Time">When it was taken; null if the name holds no date.</param>
/// <param name="Sensor">Whose conventions the name follows.</param>
/// <param name="Band">The band; null if the name does not say.</param>
/// <param name="Platform">The satellite, such as <c>sentinel-2a</c>; null if the name does not say.</param>
/// <param name="Prefix">What comes before the date, of a name of no convention.</param>
/// <param name="Suffix">What comes after it.</param>
internal sealed partial record FileNameFacts(string Scene, DateTimeOffset? Time, Sensor Sensor, string? Band, string? Platform, string Prefix, string Suffix)
{
    internal static FileNameFacts Read(string href)
    {
        var name = Path.GetFileNameWithoutExtension(href);
        if (Landsat().Match(name) is { Success: true } landsat)
        {
            var number = landsat.Groups["number"].Value.TrimStart('0');
            var family = number is "8" or "9" ? Sensor.LandsatOli : Sensor.LandsatTm;
            return new(landsat.Groups["scene"].Value, NamedDate.Find(landsat.Groups["date"].Value)?.Time, family, landsat.Groups["band"].Value, $"landsat-{number}", "", "");
        }

        var date = NamedDate.Find(name);
        var time = date?.Time ?? Path.GetDirectoryName(href)?.Split('/').Reverse().Select(folder => NamedDate.Find(folder)?.Time).FirstOrDefault(found => found is not null);
        if (Sentinel().Match(name) is { Success: true } sentinel && time is not null)
        {
            var platform = Satellite().Match(href) is { Success: true } found ? $"sentinel-2{found.Groups["unit"].Value.ToLowerInvariant()}" : null;
            return new(sentinel.Groups["scene"].Value, time, Sensor.Sentinel2, sentinel.Groups["band"].Value, platform, "", "");
        }

        return new(name, time, Sensor.Any, null, null, date is null ? "" : name[..date.Value.Start].Trim('_', '-', '.', ' '), date is null ? "" : name[date.Value.End..].Trim('_', '-', '.', ' '));
    }

    [GeneratedRegex(
        @"^(?<scene>L[COTEM](?<number>\d{2})_\w{4}_\d{6}_(?<date>\d{8})_\d{8}_\d{2}_[A-Z0-9]{2})_(?<band>\w+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Landsat();

    [GeneratedRegex(
        @"^(?<scene>.+?)_(?<band>B(0[1-9]|1[0-2]|8A)|SCL|AOT|WVP|CLD|SNW)(_(10|20|60)m)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentinel();

    [GeneratedRegex(@"(^|[/_])S2(?<unit>[A-D])_", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Satellite();
}
