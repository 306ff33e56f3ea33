using System.Globalization;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

public sealed class NetCdfPairsTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Xarray_puts_every_pair_together_again()
    {
        var primaries = Samples.Primaries(300);
        var path = _folder.Write(PairFormats.NetCdf, Samples.Set(primaries));

        var said = CubeFolder.Python(
            """
            import sys, xarray
            d = xarray.open_dataset(sys.argv[1])
            p = d.isel(primary=d.primary_index, secondary=d.secondary_index)
            assert dict(d.sizes)['primary'] == 300, d.sizes
            names = ['primary_id', 'secondary_id', 'primary_time', 'secondary_time', 'primary_analysed_sst', 'secondary_sea_water_temperature',
                     'secondary_depth', 'secondary_sea_water_temperature_quality', 'box_analysed_sst_mean', 'distance_m', 'time_difference_s']
            def text(v):
                v = v.item() if not str(v.dtype).startswith('datetime') else int(v.astype('datetime64[s]').astype(int))
                return repr(float(v)) if not isinstance(v, str) else v
            columns = [p[n].values for n in names] + [d.secondary_platform_names[p.secondary_platform].values]
            for i in range(p.sizes['pair']):
                print('|'.join(text(c[i]) if not isinstance(c[i], str) else c[i] for c in columns))
            """,
            path).Split('\n');

        var pairs = primaries.Pairs();
        Assert.Equal(pairs.Count, said.Length);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (point, match) = pairs[i];
            var parts = said[i].Split('|');
            Assert.Equal((point.Id, match.Secondary.Id), (parts[0], parts[1]));
            double[] expected =
            [
                point.Time, match.Secondary.Time, point.Value(0), match.Secondary.Value(0), match.Secondary.Depth ?? double.NaN, match.Secondary.Value(1),
                match.Boxes.Count == 0 ? double.NaN : match.Boxes[0].Mean, match.Distance, match.TimeDifference,
            ];
            Assert.Equal(match.Secondary.Platform ?? "", parts[^1]);
            Assert.Equal(expected, parts[2..^1].Select(part => double.Parse(part, CultureInfo.InvariantCulture)));
        }
    }

    [SkippableFact]
    public void It_keeps_the_rules_of_the_conventions_and_tells_what_it_covers()
    {
        var path = _folder.Write(PairFormats.NetCdf, Samples.Set(Samples.Primaries(40)));

        ConventionRules.Check(path);
        var said = CubeFolder.Python(
            """
            import sys, netCDF4
            d = netCDF4.Dataset(sys.argv[1])
            print(d.data_model, d.featureType, {n: v.dtype if v.dtype is str else v.dtype.str for n, v in d.variables.items() if n in ('primary_index', 'secondary_index', 'primary_time', 'primary_analysed_sst', 'time_difference_s')})
            print(d['secondary_sea_water_temperature'].units, d['secondary_sea_water_temperature'].ancillary_variables, d['secondary_wind_speed__10_m_'].standard_name)
            print(d.geospatial_lon_min < -179, d.geospatial_lat_max, d.time_coverage_start[:4], d.geospatial_vertical_max)
            """,
            path).Split('\n');

        Assert.Equal(
            "NETCDF4 point {'primary_time': '<f8', 'primary_analysed_sst': '<f4', 'primary_index': '<i8', 'secondary_index': '<i8', 'time_difference_s': '<i8'}", said[0]);
        Assert.Equal("degree_Celsius secondary_sea_water_temperature_quality wind_speed", said[1]);
        Assert.StartsWith("True ", said[2], StringComparison.Ordinal);
        Assert.EndsWith(" 2018 1.5", said[2], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Without_pairs_it_is_a_file_without_rows()
    {
        var path = _folder.Write(PairFormats.NetCdf, Samples.Set([]));

        ConventionRules.Check(path);
        Assert.Equal("0 0 0", CubeFolder.Python("import sys, xarray; s = xarray.open_dataset(sys.argv[1]).sizes; print(s['primary'], s['secondary'], s['pair'])", path));
    }

    [SkippableFact]
    public void More_rows_than_are_held_at_once_come_whole()
    {
        var primaries = Samples.Primaries(NetCdfTable.Held + 3, withBoxes: false);
        var path = _folder.Write(PairFormats.NetCdf, Samples.Set(primaries));

        var said = CubeFolder.Python(
            "import sys, netCDF4; d = netCDF4.Dataset(sys.argv[1]); print(d['distance_m'][:].sum(), d['primary_id'][-1], len(d['primary_index']))", path);

        var pairs = primaries.Pairs();
        var parts = said.Split(' ', 2);
        Assert.Equal(pairs.Sum(pair => pair.Match.Distance), double.Parse(parts[0], CultureInfo.InvariantCulture), 1e-6);
        Assert.Equal($"{primaries[^1].Point.Id} {pairs.Count}", parts[1]);
    }
}
