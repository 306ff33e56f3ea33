using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.CubeFormats;

/// <summary>Declares dimensions, coordinates and the variable of a netCDF file.</summary>
internal static class NetCdfHeader
{
    /// <summary>The cells.</summary>
    internal const string Variable = "var";

    internal static void Write(ArrayFile file, CubeShape shape, SampleCoding coding, (int Width, int Height) tile, int? level)
    {
        file.Note("", "Conventions", "CF-1.8");
        foreach (var dimension in shape.Dimensions)
        {
            file.AddDimension(dimension.Name, dimension.Count);
        }

        foreach (var variable in shape.Dimensions.Where(dimension => dimension.Name != Variable).SelectMany(CoordinateVariable.Of))
        {
            WriteCoordinate(file, variable);
        }

        List<string> options = [];
        if (shape.Dimensions.Length > 0 && level is not null)
        {
            options.AddRange(["COMPRESS=DEFLATE", $"ZLEVEL={level}"]);
        }

        if (shape.Dimensions.Length > 0)
        {
            options.Add("BLOCKSIZE=" + string.Join(',', shape.Dimensions.Select(dimension => dimension switch
            {
                { IsX: true } => tile.Width,
                { IsY: true } => tile.Height,
                _ => 1,
            })));
        }

        file.AddNumbers(Variable, [.. shape.Dimensions.Select(dimension => dimension.Name)], coding.Type, options);
        file.DeclareNoData(Variable, coding.NoData);
        using var reference = shape.X?.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        if (reference is not null && shape.Y is not null)
        {
            file.Place(Variable, reference);
        }
    }

    private static void WriteCoordinate(ArrayFile file, CoordinateVariable variable)
    {
        if (variable.Texts is { } texts)
        {
            file.AddTexts(variable.Name, variable.Dimension.Name, texts);
        }
        else
        {
            file.AddNumbers(variable.Name, [variable.Dimension.Name], variable.Type);
            file.Write(variable.Name, [0], [(nuint)variable.Numbers.Length], [1], variable.Type, variable.Samples);
        }

        foreach (var (name, value) in variable.Attributes)
        {
            file.Note(variable.Name, name, value);
        }
    }
}
