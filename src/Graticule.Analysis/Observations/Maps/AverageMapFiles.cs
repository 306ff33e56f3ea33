using Graticule.Analysis.Observations.Series;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Observations.Maps;

/// <summary>Writes maps of means as JSON, in the form of Apache SDAP, and in the formats of cubes.</summary>
internal static class AverageMapFiles
{
    /// <summary>Stands in JSON for the mean of no values.</summary>
    private const double Fill = -9999;

    private const int BytesAtATime = 1 << 16;
    private const double SameStep = 1e-3;

    /// <summary>Rows from south to north, each a list of cells from west to east.</summary>
    public static void WriteJson(AverageMap map, ObservationRequest request, Stream stream)
    {
        var text = new TextBuffer().Add("{\"meta\": "u8).Add(SeriesDocument.About(request, request.Datasets[0].Id).ToJsonString()).Add(", \"data\": ["u8);
        for (var row = 0; row < map.Latitudes.Length; row++)
        {
            text.Add(row == 0 ? "["u8 : ",\n["u8);
            for (var column = 0; column < map.Longitudes.Length; column++)
            {
                var cell = (row * map.Longitudes.Length) + column;
                text.Add(column == 0 ? "{\"mean\": "u8 : ", {\"mean\": "u8).Add(map.Counts[cell] == 0 ? Fill : map.MeanAt(cell)).Add(", \"cnt\": "u8).Add(map.Counts[cell])
                    .Add(", \"lat\": "u8).Add(map.Latitudes[row]).Add(", \"lon\": "u8).Add(map.Longitudes[column]).Add("}"u8);
                if (text.Length > BytesAtATime)
                {
                    stream.Write(text.Written.Span);
                    text.Clear();
                }
            }

            text.Add("]"u8);
        }

        stream.Write(text.Add("], \"stats\": {}}"u8).Written.Span);
    }

    /// <summary>Two bands, mean and count, from north to south.</summary>
    /// <param name="map">What is written.</param>
    /// <param name="format">Such as <c>GTiff</c>.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="threads">That may work.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The name of the file.</returns>
    /// <exception cref="CubeException">The cells are no regular grid, which the format needs.</exception>
    public static string WriteCube(AverageMap map, CubeFormat format, string folder, int threads, CancellationToken cancellationToken)
    {
        var (width, height) = (map.Longitudes.Length, map.Latitudes.Length);
        var values = new double[2 * width * height];
        for (var cell = 0; cell < width * height; cell++)
        {
            var (row, column) = Math.DivRem(cell, width);
            var target = ((height - 1 - row) * width) + column;
            values[target] = map.MeanAt(cell);
            values[(width * height) + target] = map.Counts[cell];
        }

        // Longitudes go on rising where the box crosses the antimeridian.
        double[] longitudes = [.. map.Longitudes.Select(longitude => longitude < map.Longitudes[0] ? longitude + 360 : longitude)];
        var grid = new Grid(0, 0, StepOf(longitudes, "longitudes"), -StepOf(map.Latitudes, "latitudes"), width, height, "EPSG:4326");
        grid = grid with { Left = longitudes[0] - (grid.StepX / 2), Top = map.Latitudes[^1] - (grid.StepY / 2) };
        var (x, y) = grid.ToDimensions();
        var bands = new Dimension("bands", DimensionType.Bands, new([new("mean"), new("count")]));
        var cube = new MemoryCube(new([bands, y, x]), values);
        var written = format.Write(new(cube, folder, "map") { Threads = threads, CancellationToken = cancellationToken });
        return written[0].Name;
    }

    private static double StepOf(double[] places, string what)
    {
        if (places.Length == 1)
        {
            return 1;
        }

        var step = (places[^1] - places[0]) / (places.Length - 1);
        for (var index = 1; index < places.Length; index++)
        {
            if (Math.Abs(places[index] - places[index - 1] - step) > SameStep * step)
            {
                throw new CubeException($"The {what} of the data set have not all the same distance, so the map is no regular grid; ask for JSON instead.");
            }
        }

        return step;
    }
}
