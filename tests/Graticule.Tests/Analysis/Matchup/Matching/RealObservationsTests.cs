using System.Runtime.InteropServices;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Analysis.Matchup.Matching;

/// <summary>A global grid of sea surface temperature (MUR25) and a piece of a swath of salinity (SMAP), as NASA gives them out.</summary>
public sealed class RealObservationsTests
{
    private const string Grid = "data/ocean/20181231090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc";
    private const string Swath = "data/ocean/not_empty_smap.h5";

    [SkippableTheory]
    [InlineData(9_000)]
    [InlineData(18_000)]
    [InlineData(150_000)]
    public void Every_pair_is_one_that_its_geodesic_makes(double radius)
    {
        Skip.If(SharedData.Find(Grid) is null, SharedData.Absent);
        var (grid, values) = ReadGrid(SharedData.Find(Grid)!);
        var swath = ReadSwath(SharedData.Find(Swath)!);
        var rule = new MatchRule(radius, 0);

        // By every cell of the window that reaches farther than the radius in all directions.
        var expected = new HashSet<(int Pixel, int Cell)>();
        for (var pixel = 0; pixel < swath.Count; pixel++)
        {
            foreach (var cell in Window(grid).Where(cell => grid.Valid![cell] && AllPairs.At(swath, pixel) is not null))
            {
                var (p, c) = (AllPairs.At(swath, pixel)!.Value, AllPairs.At(grid, cell)!.Value);
                if (GeodesicDistance.Between(p.Latitude, p.Longitude, c.Latitude, c.Longitude) <= radius)
                {
                    expected.Add((pixel, cell));
                }
            }
        }

        var bySwath = Collected.Match(swath, [grid], rule);
        var byGrid = Collected.Match(grid, [swath], rule);
        var summary = new GridSummary(swath, rule);
        summary.Add(grid, values, 2, null, CancellationToken.None);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, bySwath.Count);
        Assert.Equal(expected, bySwath.Select(pair => (pair.Primary, pair.Secondary)).ToHashSet());
        Assert.Equal(expected, byGrid.Select(pair => (pair.Secondary, pair.Primary)).ToHashSet());
        Assert.Equal(expected.Count, summary.Pairs);
        Assert.All(bySwath.GroupBy(pair => pair.Primary), own => Assert.Equal(own.First().Secondary, summary.NearestOf(own.Key)!.Value.Cell));
    }

    /// <summary>Cells from 53 to 45 degrees south, and from 18 to 40 degrees east; the swath lies at least two degrees within.</summary>
    private static IEnumerable<int> Window(GridPlaces grid) =>
        from row in Enumerable.Range(0, grid.Latitudes.Length).Where(row => grid.Latitudes[row] is > -53 and < -45)
        from column in Enumerable.Range(0, grid.Longitudes.Length).Where(column => grid.Longitudes[column] is > 18 and < 40)
        select (row * grid.Longitudes.Length) + column;

    private static (GridPlaces Grid, float[] Values) ReadGrid(string path)
    {
        using var reader = ArrayReader.Open(path);
        var sst = reader.Find("analysed_sst")!;
        var values = new float[sst.Count];
        reader.Read(sst, [0, 0, 0], [1, 720, 1440], PixelType.Float32, MemoryMarshal.AsBytes(values.AsSpan()));
        values = [.. values.Select(value => value == -32768 ? float.NaN : value)];
        return (new(reader.ReadNumbers(reader.Find("lat")!), reader.ReadNumbers(reader.Find("lon")!), 0, [.. values.Select(float.IsFinite)]), values);
    }

    private static PointPlaces ReadSwath(string path)
    {
        using var reader = ArrayReader.Open(path);
        double[] latitudes = [.. Known(reader.ReadNumbers(reader.Find("lat")!))];
        return new(latitudes, [.. Known(reader.ReadNumbers(reader.Find("lon")!))], new long[latitudes.Length]);
    }

    private static IEnumerable<double> Known(double[] degrees) => degrees.Select(value => Math.Abs(value) <= 360 ? value : double.NaN);
}
