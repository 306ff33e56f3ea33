using System.Globalization;
using Graticule.Raster.Gdal;
using NetTopologySuite.IO;

namespace Graticule.Raster.Vectors;

/// <summary>Writes vector files.</summary>
public static class VectorWriter
{
    /// <summary>What <see cref="Write"/> accepts, as GDAL names them.</summary>
    public static IReadOnlyList<string> Drivers { get; } = ["GeoJSON", "GPKG"];

    /// <summary>Writes a new file.</summary>
    /// <remarks>
    /// GeoJSON is written in longitude and latitude, as its standard demands; GeoPackage keeps the features' reference system. A field that
    /// holds whole numbers only is one of whole numbers, one of truths a boolean, and mixed ones are texts.
    /// </remarks>
    /// <param name="path">Replaced if it is there.</param>
    /// <param name="driver">One of <see cref="Drivers"/>.</param>
    /// <param name="layers">With different names; only GPKG takes more than one.</param>
    /// <exception cref="ArgumentException">There is no such driver, or there are too many layers for it.</exception>
    /// <exception cref="GdalException">It cannot be written.</exception>
    public static void Write(string path, string driver, params IReadOnlyList<VectorLayer> layers)
    {
        if (!Drivers.Contains(driver, StringComparer.Ordinal) || (driver != "GPKG" && layers.Count != 1))
        {
            throw new ArgumentException($"One layer is written as {string.Join(" or ", Drivers)}, and several as GPKG; not {layers.Count} as '{driver}'.", nameof(driver));
        }

        if (driver == "GeoJSON")
        {
            GeoJsonWriter.Write(path, layers[0]);
            return;
        }

        VectorFileWriter.Write(path, driver, layers.Select(TableOf));
    }

    private static VectorTable TableOf(VectorLayer layer)
    {
        var features = layer.Features.Features;
        var names = features.SelectMany(feature => feature.Properties.Keys).Distinct(StringComparer.Ordinal).ToList();
        var columns = names.Select(name => new VectorColumn(name, KindOf(features.Select(feature => feature.Properties.GetValueOrDefault(name))))).ToList();
        var writer = new WKBWriter();
        return new(layer.Name, layer.Features.ReferenceSystem, columns, [.. features.Select(feature => new VectorRow(
            feature.Geometry is null ? null : writer.Write(feature.Geometry),
            [.. columns.Select(column => ValueOf(feature.Properties.GetValueOrDefault(column.Name), column.Kind))],
            null))]);
    }

    private static VectorColumnKind KindOf(IEnumerable<object?> values)
    {
        var present = values.Where(value => value is not (null or double.NaN)).ToList();
        return present switch
        {
            _ when present.TrueForAll(value => value is double number && number == Math.Floor(number) && Math.Abs(number) < 1L << 53) && present.Count > 0 => VectorColumnKind.Whole,
            _ when present.TrueForAll(value => value is double) => VectorColumnKind.Number,
            _ when present.TrueForAll(value => value is bool) => VectorColumnKind.Truth,
            _ => VectorColumnKind.Text,
        };
    }

    /// <summary>A NaN is nothing.</summary>
    private static object? ValueOf(object? value, VectorColumnKind kind) => value switch
    {
        double.NaN => null,
        not null when kind == VectorColumnKind.Text => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
