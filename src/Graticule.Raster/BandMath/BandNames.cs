using System.Globalization;
using System.Text.RegularExpressions;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.BandMath;

/// <summary>What a variable of a BandMath expression stands for.</summary>
internal enum BandVariable
{
    Sample,
    Column,
    Row,
    X,
    Y,
}

/// <summary>What a variable stands for; samples have the index of their image, from 0, and the number of their band, from 1.</summary>
internal readonly record struct BandName(BandVariable Variable, int Image = 0, int Band = 0);

/// <summary>
/// The variables of BandMath, as in OTB: <c>im1b2</c> is the second band of the first image; <c>idxX</c> and <c>idxY</c> are
/// the column and the row, from 0; <c>idxPhyX</c> and <c>idxPhyY</c> are the coordinates of the pixel's centre in the first
/// image's reference system, or column + 0.5 and row + 0.5 if it has none.
/// </summary>
public static partial class BandNames
{
    private static readonly Dictionary<string, BandVariable> Places = new(StringComparer.Ordinal)
    {
        ["idxX"] = BandVariable.Column,
        ["idxY"] = BandVariable.Row,
        ["idxPhyX"] = BandVariable.X,
        ["idxPhyY"] = BandVariable.Y,
    };

    /// <summary>Null if the name stands for something, else a sentence that says what there is.</summary>
    public static string? Complain(string name, IReadOnlyList<RasterInfo> images)
    {
        if (Places.ContainsKey(name))
        {
            return null;
        }

        if (!TryRead(name, out var image, out var band))
        {
            var bands = string.Join(", ", images.Take(4).Select((info, i) => Bands(info, i + 1)));
            return $"there are the bands {bands}{(images.Count > 4 ? ", ..." : "")} and the positions {string.Join(", ", Places.Keys)}.";
        }

        if (ComplainOfImage(image, images.Count) is { } complaint)
        {
            return complaint;
        }

        var info = images[image - 1];
        var noun = info.Bands.Count == 1 ? "band" : "bands";
        return band < 1 || band > info.Bands.Count ? $"image {image} has the {noun} {Bands(info, image)}." : null;
    }

    /// <summary>The same as far as it can be told before the images are there, from their number alone.</summary>
    public static string? Complain(string name, int images)
    {
        if (Places.ContainsKey(name))
        {
            return null;
        }

        if (!TryRead(name, out var image, out var band))
        {
            return $"a band is written im1b1, and the positions are {string.Join(", ", Places.Keys)}.";
        }

        return band < 1 ? "bands count from 1." : ComplainOfImage(image, images);
    }

    internal static BandName Read(string name)
    {
        if (Places.TryGetValue(name, out var place))
        {
            return new BandName(place);
        }

        return TryRead(name, out var image, out var band)
            ? new BandName(BandVariable.Sample, image - 1, band)
            : throw new ArgumentException($"Not a band: {name}.", nameof(name));
    }

    private static string? ComplainOfImage(int image, int images)
    {
        if (image >= 1 && image <= images)
        {
            return null;
        }

        return images == 1 ? "there is one image, im1." : $"there are the images im1 to im{images}.";
    }

    private static string Bands(RasterInfo info, int image) =>
        info.Bands.Count == 1 ? $"im{image}b1" : $"im{image}b1 to im{image}b{info.Bands.Count}";

    private static bool TryRead(string name, out int image, out int band)
    {
        var match = Pattern().Match(name);
        image = match.Success ? int.Parse(match.Groups["image"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        band = match.Success ? int.Parse(match.Groups["band"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return match.Success;
    }

    [GeneratedRegex("^im(?<image>[0-9]{1,6})b(?<band>[0-9]{1,6})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
