using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
using Graticule.Tests.Analysis;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>Real files against Python's netCDF4, whose values are in double precision before they are rounded.</summary>
public sealed class RealGridTests : IDisposable
{
    private const string Mur25 = "20181231090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc";

    /// <summary>The valid range is that of packed numbers; kelvin are taken off in single precision.</summary>
    private const string Values = """
        d = nc.Dataset(path); d.set_auto_maskandscale(False); v = d[sys.argv[2]]; r = v[:]
        a = {k: v.getncattr(k) for k in v.ncattrs()}
        bad = np.zeros(r.shape, bool)
        for k in ('_FillValue', 'missing_value'):
            if k in a: bad |= r == a[k]
        if 'valid_min' in a: bad |= r < a['valid_min']
        if 'valid_max' in a: bad |= r > a['valid_max']
        x = (r.astype('f8') * a.get('scale_factor', 1.) + a.get('add_offset', 0.)).astype('f4')
        if sys.argv[3] == 'K': x = x - np.float32(273.15)
        out = np.ma.masked_where(bad | np.isnan(x), x)
        """;

    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [SkippableTheory]
    [InlineData(Mur25, 720, 1440)]
    [InlineData("not_empty_avhrr.nc4", 11, 11)]
    [InlineData("not_empty_mur.nc4", 51, 51)]
    [InlineData("not_empty_ccmp.nc", 38, 87)]
    public void All_values_are_those_of_netCDF4(string name, int rows, int columns)
    {
        var path = SharedData.Find($"data/ocean/{name}");
        Skip.If(path is null, SharedData.Absent);

        AssertAlike(path, rows, columns);
    }

    [SkippableTheory]
    [InlineData("reduced.nc", 90, 180)]
    [InlineData("bcsd_obs_1999.nc", 33, 81)]
    [InlineData("S2008001.L3m_DAY_CHL_chlor_a_9km.nc", 2160, 4320)]
    public void Files_of_NetCDF_3_and_of_many_blocks_are_read_alike(string name, int rows, int columns) => AssertAlike(DemoData.Find(name), rows, columns);

    [SkippableFact]
    public void What_is_registered_of_MUR25_is_what_its_header_says()
    {
        var path = SharedData.Find($"data/ocean/{Mur25}");
        Skip.If(path is null, SharedData.Absent);

        var facts = GranuleScan.Read(path, new());

        Assert.Equal(new DateTimeOffset(2018, 12, 31, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), facts.Start);
        Assert.Equal((facts.Start, 720L * 1440), (facts.End, facts.Count));
        Assert.Equal(new LonLatBox(-179.875, -89.875, 179.875, 89.875), facts.Bounds);
        Assert.Equal(["analysed_sst", "analysis_error", "mask", "sea_ice_fraction", "sst_anomaly"], facts.Variables.Select(variable => variable.Name));
        Assert.Equal(new ObservedVariable("analysed_sst", "sea_surface_foundation_temperature", "analysed sea surface temperature", "celsius"), facts.Variables[0]);
        Assert.Equal("kelvin", facts.Variables[1].Units);
        Assert.Equal("Daily 0.25-degree MUR SST, Final product", facts.Attributes["title"]);
    }

    [SkippableFact]
    public void Winds_of_four_times_have_the_times_of_their_steps()
    {
        var path = SharedData.Find("data/ocean/not_empty_ccmp.nc");
        Skip.If(path is null, SharedData.Absent);

        using var grid = ObservationFolder.Grid(path);

        var first = new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal([first, first + 21600, first + 43200, first + 64800], grid.Times);
        Assert.Equal((0.125, 21.625, -78.375), (grid.Longitudes[0], grid.Longitudes[^1], grid.Latitudes[0]));
    }

    private void AssertAlike(string path, int rows, int columns)
    {
        var dataset = ObservationFolder.Dataset(path, DatasetKind.Grid);
        using var grid = GridGranule.Open(dataset, dataset.Granules[0]);
        Assert.Equal((rows, columns), (grid.Latitudes.Length, grid.Longitudes.Length));
        var valid = 0;
        for (var i = 0; i < dataset.Variables.Count; i++)
        {
            var variable = dataset.Variables[i];
            var expected = _files.Numbers(Values, path, variable.Name, variable.Units == "celsius" ? "K" : "-");
            var actual = Enumerable.Range(0, grid.Times.Length).SelectMany(time => ObservationFolder.Read(grid, i, time)).ToArray();
            ObservationFolder.AssertSame(expected, actual);
            valid += actual.Count(value => !float.IsNaN(value));
        }

        Assert.True(valid > 0);
    }
}
