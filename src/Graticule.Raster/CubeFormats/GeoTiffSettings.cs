using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// What the options of a GeoTIFF come to for data of so many bands. GDAL itself would find some contradictions late and others never: it
/// writes floating numbers with JPEG compression as zeros and reports success.
/// </summary>
internal sealed record GeoTiffSettings
{
    private static readonly Dictionary<string, int> BandsOfColors = new(StringComparer.Ordinal)
    {
        ["RGB"] = 3, ["CMYK"] = 4, ["YCBCR"] = 3, ["CIELAB"] = 3, ["ICCLAB"] = 3, ["ITULAB"] = 3,
    };

    internal required SampleCoding Coding { get; init; }

    /// <summary>As the option has it.</summary>
    internal required string Compress { get; init; }

    internal string? Photometric { get; init; }

    /// <summary>Whether numbers are made bytes by stretching them, since the compression holds nothing else.</summary>
    internal bool IsStretched { get; init; }

    /// <summary>What is done otherwise than asked.</summary>
    internal IReadOnlyList<string> Remarks { get; init; } = [];

    internal bool IsJpeg => Compress == "JPEG";

    internal Compression Compression => Compress switch
    {
        "DEFLATE" => Compression.Deflate,
        "LZW" => Compression.Lzw,
        _ => Compression.None,
    };

    /// <exception cref="CubeFormatException">They contradict each other or the data.</exception>
    internal static GeoTiffSettings Of(FormatOptions options, int bands)
    {
        var asked = options.Text(CommonParameters.DataType.Name)!;
        var compress = options.Text("compress")!;
        var isJpeg = compress == "JPEG";
        var isAutomatic = asked == CommonParameters.Automatic;
        if (isJpeg && !isAutomatic && asked != "uint8")
        {
            throw Fault($"JPEG compression holds bytes only, not {asked}: ask for the datatype uint8, or for the compression DEFLATE or LZW.");
        }

        var settings = new GeoTiffSettings
        {
            Coding = CommonParameters.Coding(options, isStretched: isJpeg && isAutomatic),
            Compress = compress,
            Photometric = options.Text("photometric"),
            IsStretched = isJpeg && isAutomatic,
            Remarks = isJpeg && isAutomatic
                ? ["JPEG compression holds bytes only: the values were stretched linearly to 1 to 255, and 0 stands for nodata."]
                : [],
        };
        return Strictly(settings.FitColors(bands, asked), options.Truth("strict"));
    }

    private static GeoTiffSettings Strictly(GeoTiffSettings settings, bool isStrict) => isStrict && settings.Remarks.Count > 0
        ? throw Fault($"This cannot be written as asked, and 'strict' forbids to do otherwise: {string.Join(' ', settings.Remarks)}")
        : settings;

    /// <summary>Falls back to grey where the bands do not fit the colours that were asked for.</summary>
    private GeoTiffSettings FitColors(int bands, string type)
    {
        if (Photometric is null || !BandsOfColors.TryGetValue(Photometric, out var needed))
        {
            return this;
        }

        var isLab = Photometric is "CIELAB" or "ICCLAB" or "ITULAB";
        var complaint = (Photometric == "RGB" ? bands < needed : bands != needed, Photometric == "YCBCR" && !IsJpeg, isLab && type != "uint8") switch
        {
            (true, _, _) => $"{Photometric} needs {needed} bands and there {(bands == 1 ? "is 1" : $"are {bands}")}",
            (_, true, _) => "YCBCR goes with JPEG compression only",
            (_, _, true) => $"{Photometric} holds bytes only (datatype uint8)",
            _ => null,
        };
        return complaint is null ? this : this with { Photometric = null, Remarks = [.. Remarks, $"{complaint}: the photometric interpretation is MINISBLACK."] };
    }

    private static CubeFormatException Fault(string message) => new(CubeFormatException.Invalid, message);
}
