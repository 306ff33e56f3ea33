using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>Declares dimensions, coordinates and the variable of a netCDF file.</summary>
internal static class NetCdfHeader
{
    /// <summary>The cells.</summary>
    internal const string Variable = "var";

    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    internal static void Write(ArrayFile file, CubeShape shape, SampleCoding coding, (int Width, int Height) tile, int? level)
    {
        file.Note("", "Conventions", "CF-1.8");
        foreach (var dimension in shape.Dimensions)
        {
            file.AddDimension(dimension.Name, dimension.Count);
        }

        foreach (var dimension in shape.Dimensions.Where(dimension => dimension.Name != Variable))
        {
            WriteCoordinate(file, dimension);
        }

        List<string> options = [];
        if (shape.Dimensions.Length > 0 && level is not null)
        {
            options.AddRange(["COMPRESS=DEFLATE", $"ZLEVEL={level}"]);
        }

        if (shape.Dimensions.Length > 0)
        {
            options.Add("BLOCKSIZE=" + string.Join(',', shape.Dimensions.Select(dimension => dimension.IsX ? tile.Width : dimension.IsY ? tile.Height : 1)));
        }

        file.AddNumbers(Variable, [.. shape.Dimensions.Select(dimension => dimension.Name)], coding.Type, options);
        file.DeclareNoData(Variable, coding.NoData);
        using var reference = shape.X?.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        if (reference is not null && shape.Y is not null)
        {
            file.Place(Variable, reference);
        }
    }

    private static void WriteCoordinate(ArrayFile file, Dimension dimension)
    {
        var instants = dimension.Type == DimensionType.Temporal ? dimension.Labels.Select(label => Instants.Find(label.Text)).ToList() : [];
        if (instants.Count > 0 && instants.TrueForAll(instant => instant is not null))
        {
            WriteTimes(file, dimension.Name, [.. instants.Select(instant => instant!.Value.UtcDateTime)]);
        }
        else if (dimension.Labels.Any(label => label.IsText))
        {
            file.AddTexts(dimension.Name, dimension.Name, [.. dimension.Labels.Select(label => label.Text)]);
        }
        else
        {
            WriteNumbers(file, dimension.Name, [.. dimension.Labels.Select(label => label.Number)]);
        }

        foreach (var (name, value) in Attributes(dimension))
        {
            file.Note(dimension.Name, name, value);
        }

        if (dimension.Features is { } features)
        {
            file.AddTexts($"{dimension.Name}_wkt", dimension.Name, [.. features.Features.Select(feature => feature.Geometry?.AsText() ?? "")]);
        }
    }

    private static void WriteTimes(ArrayFile file, string name, IReadOnlyList<DateTime> times)
    {
        var inDays = times.All(time => time.TimeOfDay == TimeSpan.Zero);
        WriteNumbers(file, name, [.. times.Select(time => inDays ? (time - Epoch).TotalDays : (time - Epoch).TotalSeconds)]);
        file.Note(name, "units", inDays ? "days since 1970-01-01" : "seconds since 1970-01-01T00:00:00Z");
        file.Note(name, "calendar", "standard");
        file.Note(name, "standard_name", "time");
        file.Note(name, "axis", "T");
    }

    /// <summary>Whole numbers as such where 32 bits hold them: a label 1 is to be read as 1.</summary>
    private static void WriteNumbers(ArrayFile file, string name, double[] numbers)
    {
        var type = Array.TrueForAll(numbers, number => number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue) ? PixelType.Int32 : PixelType.Float64;
        file.AddNumbers(name, [name], type);
        var samples = new byte[numbers.Length * type.Size()];
        Samples.Narrow(type, numbers, samples);
        file.Write(name, [0], [(nuint)numbers.Length], [1], type, samples);
    }

    private static IEnumerable<(string Name, string Value)> Attributes(Dimension dimension)
    {
        if (dimension.Axis is { } axis && dimension.Type == DimensionType.Spatial)
        {
            yield return ("axis", axis.ToString());
        }

        if (!dimension.IsX && !dimension.IsY)
        {
            yield break;
        }

        using var reference = dimension.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        if (reference is { IsGeographic: true })
        {
            yield return ("standard_name", dimension.IsX ? "longitude" : "latitude");
            yield return ("units", dimension.IsX ? "degrees_east" : "degrees_north");
        }
        else if (reference is not null)
        {
            yield return ("standard_name", dimension.IsX ? "projection_x_coordinate" : "projection_y_coordinate");
            yield return ("units", "m");
        }
    }
}
