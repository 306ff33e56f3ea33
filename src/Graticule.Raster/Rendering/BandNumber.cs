using System.Globalization;

namespace Graticule.Raster.Rendering;

/// <summary>Finds bands by what requests call them.</summary>
internal static class BandNumber
{
    /// <summary>The number of a band from 1, by its name or, where none has that name, by that number.</summary>
    /// <param name="source">The layer.</param>
    /// <param name="band">What the request calls it.</param>
    /// <returns>Among the bands of one time.</returns>
    /// <exception cref="MapRequestException">There is no such band.</exception>
    internal static int Find(MapSource source, string band)
    {
        var bands = source.Header.Bands;
        for (var i = 0; i < source.BandCount; i++)
        {
            if (string.Equals(bands[i].Name, band, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return int.TryParse(band, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= source.BandCount
            ? number
            : throw new MapRequestException(nameof(MapRequest.Bands), $"The file has bands 1 to {source.BandCount}; '{band}' is asked for.{Names(source)}");
    }

    private static string Names(MapSource source)
    {
        var names = source.Header.Bands.Take(source.BandCount).Select(band => band.Name).Where(name => name.Length > 0).ToList();
        return names.Count == 0 ? "" : $" They are called {string.Join(", ", names.Take(20))}{(names.Count > 20 ? ", …" : "")}.";
    }
}
