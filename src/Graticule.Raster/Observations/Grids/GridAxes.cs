namespace Graticule.Raster.Observations.Grids;

/// <summary>Axes of grids: checked, and turned round the circle until they are monotone.</summary>
internal static class GridAxes
{
    private const int MostCells = 1_000_000;

    /// <summary>Coordinates in single precision may lie that far beyond a pole.</summary>
    private const double Slack = 1e-3;

    /// <exception cref="ObservationFileException">They are no axis of latitudes.</exception>
    internal static double[] Latitudes(string path, double[] stored)
    {
        Require(path, "latitudes", stored);
        if (stored.Any(latitude => Math.Abs(latitude) > 90 + Slack))
        {
            throw new ObservationFileException(path, "has latitudes beyond the poles");
        }

        var latitudes = Array.ConvertAll(stored, latitude => Math.Clamp(latitude, -90, 90));
        return IsMonotone(latitudes) ? latitudes : throw new ObservationFileException(path, "has latitudes that do not rise or fall from row to row");
    }

    /// <summary>
    /// Those that jump back in the middle (0 to 180, then -180 to 0) go on beyond the jump; what comes round to where it began is left off.
    /// </summary>
    /// <exception cref="ObservationFileException">They are no axis of longitudes.</exception>
    internal static double[] Longitudes(string path, double[] stored)
    {
        Require(path, "longitudes", stored);
        if (stored.Any(longitude => Math.Abs(longitude) > 720))
        {
            throw new ObservationFileException(path, "has longitudes beyond 720 degrees");
        }

        var longitudes = (double[])stored.Clone();
        var rises = longitudes.Zip(longitudes.Skip(1)).Count(pair => pair.Second > pair.First) * 2 >= longitudes.Length - 1;
        for (var i = 1; i < longitudes.Length; i++)
        {
            var step = longitudes[i] - longitudes[i - 1];
            if (rises ? step <= -180 : step >= 180)
            {
                for (var j = i; j < longitudes.Length; j++)
                {
                    longitudes[j] += rises ? 360 : -360;
                }
            }
        }

        if (!IsMonotone(longitudes))
        {
            throw new ObservationFileException(path, "has longitudes that do not rise or fall from column to column");
        }

        var first = longitudes[0];
        var within = longitudes.Count(longitude => Math.Abs(longitude - first) < 360 - 1e-4);
        return within == longitudes.Length ? longitudes : longitudes[..within];
    }

    /// <summary>The smallest box that holds the places: the widest gap between longitudes lies outside. Where gaps are alike it is that at the antimeridian.</summary>
    /// <param name="latitudes">NaN are passed over.</param>
    /// <param name="longitudes">Any turn of the circle; NaN are passed over.</param>
    internal static LonLatBox Bounds(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        var (south, north) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var latitude in latitudes)
        {
            south = latitude < south ? latitude : south;
            north = latitude > north ? latitude : north;
        }

        const int Bins = 3600;
        var (least, most) = (new double[Bins], new double[Bins]);
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        foreach (var longitude in longitudes)
        {
            if (!double.IsNaN(longitude))
            {
                var turned = Turned(longitude);
                var bin = Math.Min((int)((turned + 180) * (Bins / 360d)), Bins - 1);
                least[bin] = Math.Min(least[bin], turned);
                most[bin] = Math.Max(most[bin], turned);
            }
        }

        var bins = Enumerable.Range(0, Bins).Where(bin => !double.IsInfinity(least[bin])).ToList();
        if (bins.Count == 0)
        {
            return new(0, 0, 0, 0);
        }

        var (west, east) = (least[bins[0]], most[bins[^1]]);
        var widest = west + 360 - east + 1e-3;
        for (var i = 1; i < bins.Count; i++)
        {
            var gap = least[bins[i]] - most[bins[i - 1]];
            if (gap > widest)
            {
                (widest, west, east) = (gap, least[bins[i]], most[bins[i - 1]]);
            }
        }

        return new(west, south, east, north);
    }

    /// <summary>The longitude between -180 and 180, as results show it.</summary>
    internal static double Turned(double longitude)
    {
        while (longitude > 180)
        {
            longitude -= 360;
        }

        while (longitude < -180)
        {
            longitude += 360;
        }

        return longitude;
    }

    internal static bool IsMonotone(ReadOnlySpan<double> axis)
    {
        var rises = axis.Length < 2 || axis[1] > axis[0];
        for (var i = 1; i < axis.Length; i++)
        {
            if (rises ? !(axis[i] > axis[i - 1]) : !(axis[i] < axis[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(string path, string what, double[] stored)
    {
        if (stored.Length is 0 or > MostCells)
        {
            throw new ObservationFileException(path, $"has {stored.Length} {what}; from 1 to {MostCells} are handled");
        }

        if (!stored.All(double.IsFinite))
        {
            throw new ObservationFileException(path, $"has {what} that are no numbers");
        }
    }
}
