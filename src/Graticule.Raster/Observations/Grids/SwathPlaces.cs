using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Where and when the pixels of a file are, all steps one after the other.</summary>
/// <param name="Latitudes">Degrees; NaN: the pixel has no place, or no time.</param>
/// <param name="Longitudes">Degrees, any turn of the circle; NaN with the latitude.</param>
/// <param name="Times">Seconds since 1970.</param>
/// <param name="HasOneTime">Whether all pixels of a step have the time of the file's variable of times, that is told apart by offsets at most.</param>
internal sealed record SwathPlaces(double[] Latitudes, double[] Longitudes, long[] Times, bool HasOneTime)
{
    private const long MostPixels = 1 << 26;

    /// <summary>The dimensions of the places: steps, rows, columns; a nameless one of one step stands for what a file has not.</summary>
    /// <exception cref="ObservationFileException">Latitudes and longitudes do not lie along the same dimensions, or there are too many.</exception>
    internal static IReadOnlyList<ArrayDimension> Dimensions(ArrayReader file, ArrayInfo latitude, ArrayInfo longitude, ArrayInfo? time)
    {
        var pixels = HorizontalAxes.Along(latitude);
        if (!pixels.SequenceEqual(HorizontalAxes.Along(longitude)) || pixels.Count > 3)
        {
            throw new ObservationFileException(
                file.Path,
                $"is no swath: its latitudes lie along ({string.Join(", ", latitude.Dimensions.Select(dimension => dimension.Name))}) and its longitudes along ({string.Join(", ", longitude.Dimensions.Select(dimension => dimension.Name))})");
        }

        var none = new ArrayDimension("", 1);
        var step = time?.Dimensions.Where(dimension => dimension.Size > 1 && !pixels.Contains(dimension)).DefaultIfEmpty(none).First() ?? none;
        IReadOnlyList<ArrayDimension> places = pixels.Count switch { 0 => [step, none, none], 1 => [step, pixels[0], none], 2 => [step, .. pixels], _ => pixels };
        return places.Aggregate(1d, (product, dimension) => product * dimension.Size) <= MostPixels
            ? places
            : throw new ObservationFileException(file.Path, $"claims {string.Join(" x ", places.Select(place => place.Size))} pixels; at most {MostPixels} in all are handled");
    }

    /// <exception cref="ObservationFileException">They cannot be read.</exception>
    internal static SwathPlaces Read(ArrayReader file, CoordinateArrays coordinates, IReadOnlyList<ArrayDimension> places, IReadOnlyDictionary<string, string> texts)
    {
        var latitudes = Degrees(file, coordinates.Latitude!, places);
        var longitudes = Degrees(file, coordinates.Longitude!, places);
        var (times, hasOneTime) = Seconds(file, coordinates.Time, places, texts);
        var seconds = new long[latitudes.Length];
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (times[i] is { } time && Math.Abs(latitudes[i]) <= 90 && Math.Abs(longitudes[i]) <= 540)
            {
                seconds[i] = time;
            }
            else
            {
                latitudes[i] = longitudes[i] = double.NaN;
            }
        }

        return new(latitudes, longitudes, seconds, hasOneTime);
    }

    /// <summary>Reads an array over all places, spread along the dimensions that it has not.</summary>
    internal static byte[] Spread(ArrayReader file, PlacedArray placed, IReadOnlyList<ArrayDimension> places, PixelType type)
    {
        var count = placed.Window();
        var stride = new nint[count.Length];
        var isWhole = true;
        nint step = 1;
        for (var i = places.Count - 1; i >= 0; i--)
        {
            if (placed.Axes[i] >= 0)
            {
                (count[placed.Axes[i]], stride[placed.Axes[i]]) = (places[i].Size, step);
            }

            isWhole &= placed.Axes[i] >= 0 || places[i].Size == 1;
            step *= (nint)places[i].Size;
        }

        var size = type.Size();
        if (isWhole)
        {
            var whole = new byte[step * size];
            file.Read(placed.Array, new long[count.Length], count, stride, type, whole);
            return whole;
        }

        var read = new byte[count.Aggregate(1L, (product, number) => product * number) * size];
        file.Read(placed.Array, new long[count.Length], count, type, read);
        return size switch
        {
            1 => Spread<byte>(read, count, placed, places),
            2 => MemoryMarshal.AsBytes(Spread(MemoryMarshal.Cast<byte, short>(read), count, placed, places).AsSpan()).ToArray(),
            4 => MemoryMarshal.AsBytes(Spread(MemoryMarshal.Cast<byte, int>(read), count, placed, places).AsSpan()).ToArray(),
            _ => MemoryMarshal.AsBytes(Spread(MemoryMarshal.Cast<byte, long>(read), count, placed, places).AsSpan()).ToArray(),
        };
    }

    /// <summary>Spreads the elements of an array, in its own order, over all places.</summary>
    private static T[] Spread<T>(ReadOnlySpan<T> elements, long[] count, PlacedArray placed, IReadOnlyList<ArrayDimension> places)
    {
        var own = new long[count.Length];
        var step = 1L;
        for (var i = count.Length - 1; i >= 0; i--)
        {
            (own[i], step) = (step, step * count[i]);
        }

        var (steps, rows, columns) = (places[0].Size, places[1].Size, places[2].Size);
        var (byStep, byRow, byColumn) = (Of(0), Of(1), Of(2));
        var spread = new T[steps * rows * columns];
        var at = 0;
        for (var s = 0L; s < steps; s++)
        {
            for (var row = 0L; row < rows; row++)
            {
                for (var column = 0L; column < columns; column++)
                {
                    spread[at++] = elements[(int)((s * byStep) + (row * byRow) + (column * byColumn))];
                }
            }
        }

        return spread;

        long Of(int place) => placed.Axes[place] >= 0 ? own[placed.Axes[place]] : 0;
    }

    private static double[] Degrees(ArrayReader file, ArrayInfo array, IReadOnlyList<ArrayDimension> places)
    {
        var degrees = MemoryMarshal.Cast<byte, double>(Spread(file, Placed(file, array, places), places, PixelType.Float64)).ToArray();
        Packing.Of(array, hasLibraryFills: file.Driver == "netCDF").Unpack(degrees);
        return degrees;
    }

    private static PlacedArray Placed(ArrayReader file, ArrayInfo array, IReadOnlyList<ArrayDimension> places) =>
        PlacedArray.Find(file, array, [.. places.Select(place => place.Name)], new DatasetLayout(), out var problem)
        ?? throw new ObservationFileException(file.Path, $"has a variable '{array.Name}' that cannot be read: it {problem}");

    private static (long?[] Times, bool HasOneTime) Seconds(ArrayReader file, ArrayInfo? array, IReadOnlyList<ArrayDimension> places, IReadOnlyDictionary<string, string> texts)
    {
        var count = (int)places.Aggregate(1L, (product, place) => product * place.Size);
        if (array is null || (array.Count == 1 && !TimeArray.IsReadable(array)))
        {
            var start = FileWords.Start(texts, file.Path, out _) ?? throw new ObservationFileException(
                file.Path, "tells no time: it has no variable in a unit such as 'seconds since 1970-01-01', and neither its attributes nor its name have a date");
            var all = new long?[count];
            Array.Fill(all, start.ToUnixTimeSeconds());
            return (all, true);
        }

        var placed = Placed(file, array, places);
        var times = Spread<long?>(TimeArray.Read(file, array, texts), [.. array.Dimensions.Select(dimension => dimension.Size)], placed, places);
        var hasOne = Enumerable.Range(1, places.Count - 1).All(place => placed.Axes[place] < 0 || places[place].Size == 1);
        if (hasOne && Offsets(file, places) is { } offsets)
        {
            for (var i = 0; i < times.Length; i++)
            {
                times[i] = double.IsFinite(offsets[i]) ? times[i] + (long)Math.Floor(offsets[i]) : times[i];
            }
        }

        return (times, hasOne);
    }

    /// <summary>
    /// Seconds from the file's one time to that of each pixel, as the data specification of GHRSST (section 9.4, <c>sst_dtime</c>) has them; null where there are
    /// none.
    /// </summary>
    private static double[]? Offsets(ArrayReader file, IReadOnlyList<ArrayDimension> places)
    {
        var array = file.Arrays.FirstOrDefault(array => array.PlainName.EndsWith("dtime", StringComparison.Ordinal) && array.Content == ArrayContent.Numbers
            && (array.TextOf("units") ?? "").ToLowerInvariant() is "s" or "sec" or "second" or "seconds");
        return array is null || PlacedArray.Find(file, array, [.. places.Select(place => place.Name)], new DatasetLayout(), out _) is null ? null : Degrees(file, array, places);
    }
}
