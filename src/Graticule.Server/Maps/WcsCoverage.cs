using System.Globalization;
using Graticule.Raster.Formats;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>GetCoverage: reads what part of a file is wanted in which form.</summary>
internal sealed class WcsCoverage(Layers layers, MapOptions options)
{
    /// <summary>Bytes of a sample of the largest type.</summary>
    private const int LargestSample = 8;

    /// <summary>What has to be written, and its format; the target is still to be chosen.</summary>
    /// <exception cref="MapFaultException">Everything that is wrong.</exception>
    public async Task<(CoverageRequest Request, RasterFormat Format)> ReadAsync(
        MapQuery query, MapSource source, CoverageGrid grid, CancellationToken cancellationToken)
    {
        var subset = WcsSubset.Read(query, grid.Info.TimeName);
        var boxCrs = ReadCrs(query, "SUBSETTINGCRS", "SubsettingCrs-NotSupported", subset.Crs);
        var crs = ReadCrs(query, "OUTPUTCRS", "OutputCrs-NotSupported", other: null);
        var scaling = WcsScaling.Read(query);
        var bands = WcsFields.Read(query, grid.Fields);
        var interpolation = WcsInterpolation.Read(query);
        var format = ReadFormat(query);
        var time = grid.Info.Times.Count == 0 ? null : WcsTime.Find(query, subset.Time, grid.Info.Times);
        query.ThrowFaults();

        boxCrs = boxCrs == grid.Info.Crs ? null : boxCrs;
        crs = crs == grid.Info.Crs ? null : crs;
        var whole = boxCrs is null ? grid.Info.Bounds : await BoundsAsync(source, boxCrs, cancellationToken);
        var box = subset.Cut(whole);
        if (box.MinX >= box.MaxX || box.MinY >= box.MaxY)
        {
            throw new MapFaultException(
                "InvalidSubsetting",
                string.Create(CultureInfo.InvariantCulture, $"The subset lies beside the coverage, which reaches from {whole.MinX} to {whole.MaxX} (x) and from {whole.MinY} to {whole.MaxY} (y)."),
                "SUBSET");
        }

        if (boxCrs is null)
        {
            box = grid.Widen(box);
        }

        // At the file's resolution, exact in its own CRS and close to it in others.
        var width = (box.MaxX - box.MinX) / (whole.MaxX - whole.MinX) * grid.Info.Width;
        var height = (box.MaxY - box.MinY) / (whole.MaxY - whole.MinY) * grid.Info.Height;
        var size = scaling.Apply(width, height, box);
        CheckSize(grid, size, bands, format);
        var isScaled = !scaling.IsEmpty && size != default(WcsScaling).Apply(width, height, box);
        return (new()
        {
            Path = source.Path,
            Target = "",
            BoxCrs = boxCrs,
            Box = subset.IsEmpty ? null : box,
            Crs = crs,
            Width = isScaled ? size.Width : null,
            Height = isScaled ? size.Height : null,
            Interpolation = interpolation,
            Time = time,
            Bands = bands,
            MediaType = format.MediaTypes[0],
        }, format);
    }

    private static string? ReadCrs(MapQuery query, string parameter, string code, string? other)
    {
        if ((query.Text(parameter) ?? other) is not { } text)
        {
            return null;
        }

        if (CrsName.Parse(text) is { } name and not CrsName.Own)
        {
            return name;
        }

        query.Add(code, $"'{MapQuery.Short(text)}' is no name of a coordinate reference system; write one such as {CrsName.ToUrl(CrsName.WebMercator)}.", parameter);
        return null;
    }

    private static RasterFormat ReadFormat(MapQuery query)
    {
        if (query.Text("MEDIATYPE") is { } mediaType)
        {
            query.Add("InvalidParameterValue", $"Coverages are sent as files, not within '{MapQuery.Short(mediaType)}'; leave the parameter 'MEDIATYPE' out.", "MEDIATYPE");
        }

        var text = query.Text("FORMAT") ?? WcsFormats.Native;
        if (WcsFormats.Find(text) is { } format)
        {
            return format;
        }

        query.Add("InvalidParameterValue", $"Coverages are not written as '{MapQuery.Short(text)}'; they are written as {string.Join(", ", WcsFormats.All)}.", "FORMAT");
        return RasterFormats.GeoTiff;
    }

    private async Task<Box> BoundsAsync(MapSource source, string crs, CancellationToken cancellationToken) =>
        (await layers.DescribeAsync(source, crs, cancellationToken)).AskedBounds
            ?? throw new MapFaultException("SubsettingCrs-NotSupported", $"The coverage has no place in {crs}.", "SUBSETTINGCRS");

    private void CheckSize(CoverageGrid grid, (int Width, int Height) size, IReadOnlyList<int>? bands, RasterFormat format)
    {
        var (width, height) = size;
        var bytes = (double)width * height * (bands?.Count ?? grid.Info.Bands.Count) * LargestSample;
        var isLong = Math.Max(width, height) > CoverageRequest.MostPixels;
        if (isLong || bytes > options.MaxCoverageBytes)
        {
            var complaint = isLong ? $"it may have {CoverageRequest.MostPixels} along a side" : $"its samples may take {options.MaxCoverageBytes >> 20} MiB";
            throw new MapFaultException(
                "InvalidParameterValue", string.Create(CultureInfo.InvariantCulture, $"The coverage would have {width} x {height} pixels; {complaint}. Ask for a smaller part, or scale it down."),
                "SUBSET", StatusCodes.Status413PayloadTooLarge);
        }

        if (format.Complain(width, height) is { } tooLarge)
        {
            throw new MapFaultException("InvalidParameterValue", tooLarge, "FORMAT");
        }
    }
}
