using System.Runtime.CompilerServices;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Registration;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Raster.Observations.Registration;

/// <summary>The forms that SDAP's documentation and the configurations of its users have.</summary>
public sealed class CollectionsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grid_of_one_variable_has_its_names_and_tiles()
    {
        var source = One(
            """
            collections:
              - id: MUR25-JPL-L4-GLOB-v04.2
                path: /data/mur/
                priority: 1
                forward-processing-priority: 5
                projection: Grid
                dimensionNames:
                  latitude: lat
                  longitude: lon
                  time: time
                  depth: zlev
                  variable: analysed_sst
                  fill_value: -32768
                slices:
                  time: 1
                  lat: 100
                  lon: 100
            """);

        Assert.Equal("MUR25-JPL-L4-GLOB-v04.2", source.Id);
        Assert.Equal("/data/mur", source.Path);
        Assert.Equal(("lat", "lon", "time", "zlev"), (source.Layout.Latitude, source.Layout.Longitude, source.Layout.Time, source.Layout.Depth));
        Assert.Equal(["analysed_sst"], source.Layout.Variables);
        Assert.Equal([("lat", 100), ("lon", 100), ("time", 1)], source.Layout.Slices.OrderBy(slice => slice.Key, StringComparer.Ordinal).Select(slice => (slice.Key, slice.Value)));
        Assert.Null(source.Kind);
    }

    [Fact]
    public void A_swath_of_several_variables_may_name_a_slice_twice()
    {
        var source = One(
            """
            collections:
            - id: ASCATB-L2-Coastal
              path: /data/ascat/*.nc
              priority: 1
              projection: SwathMulti
              group: data/l2
              dimensionNames:
                latitude: lat
                longitude: lon
                time: time
                variables:
                - wind_speed
                - wind_dir
              slices:
                NUMROWS: 15
                NUMROWS: 10
              preprocess:
                - name: squeeze
                  dimensions:
                    - z
              processors:
                - name: subtract180FromLongitude
            """);

        Assert.Equal(["wind_speed", "wind_dir"], source.Layout.Variables);
        Assert.Equal(10, source.Layout.Slices["NUMROWS"]);
        Assert.Equal("data/l2", source.Layout.Group);
    }

    [Theory]
    [InlineData("Grid")]
    [InlineData("GridMulti")]
    [InlineData("Swath")]
    [InlineData("SwathMulti")]
    [InlineData("TimeSeries")]
    [InlineData("ECCO")]
    public void Every_projection_of_SDAP_is_known(string projection) =>
        Assert.Equal("a", One($"collections: [{{id: a, path: /x, priority: 1, projection: {projection}, dimensionNames: {{height: h, tile: t}}}}]").Id);

    [Fact]
    public void What_lies_in_a_remote_store_is_refused_by_name_and_the_others_go_on()
    {
        var found = Read(
            """
            collections:
            - id: MUR_SST
              path: s3://mur-sst/zarr-v1/
              priority: 1
              projection: Grid
              storeType: zarr
              dimensionNames: {latitude: lat, longitude: lon, time: time, variable: analysed_sst}
              config:
                aws:
                  public: true
            - id: local
              path: zarr/store
              priority: 1
              projection: Grid
              storeType: zarr
              dimensionNames: {latitude: lat, longitude: lon, time: time, variable: analysed_sst}
            """);

        Assert.Equal("local", Assert.Single(found.Sources).Id);
        Assert.Equal(Path.Combine(_folder.Path, "zarr/store"), found.Sources[0].Path);
        var refused = Assert.Single(found.Refused);
        Assert.Equal("MUR_SST", refused.Name);
        Assert.Contains("s3://mur-sst/zarr-v1/", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Our_own_keys_are_read()
    {
        var source = One(
            """
            collections:
            - id: drifters
              path: /data/drifters
              title: Surface drifters
              kind: Points
              format: csv
              provider: NOAA
              project: gdp
              platform: 42
              from: 2018-04-01
              to: 2018-04-30T23:59:59
              metadata: {licence: CC0-1.0, summary: old}
              attributes: {summary: Buoys, keywords: [sst, drift]}
            """);

        Assert.Equal((DatasetKind.Points, "Surface drifters", "csv"), (source.Kind!.Value, source.Title, source.Format));
        Assert.Equal(("NOAA", "gdp", "42"), (source.Provider, source.Project, source.Layout.Platform));
        Assert.Equal((1_522_540_800L, 1_525_132_799L), (source.From, source.To));
        Assert.Equal(
            [("keywords", "sst, drift"), ("licence", "CC0-1.0"), ("summary", "Buoys")],
            source.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => (attribute.Key, attribute.Value)));
    }

    [Fact]
    public void Anchors_and_merged_maps_are_read()
    {
        var found = Read(
            """
            collections:
            - &first
              id: a
              path: /data/a
              projection: Grid
              dimensionNames: &names {latitude: lat, longitude: lon, time: time, variable: sst}
            - <<: *first
              id: b
              path: /data/b
            """);

        Assert.Equal(["a", "b"], found.Sources.Select(source => source.Id));
        Assert.Equal("lat", found.Sources[1].Layout.Latitude);
    }

    [Theory]
    [InlineData("{id: a, path: /x, projection: Mercator}", "'projection' is 'Mercator'")]
    [InlineData("{id: a, path: /x, kind: cloud}", "'kind' is 'cloud'")]
    [InlineData("{id: a, path: /x, format: xlsx}", "'format' is 'xlsx'")]
    [InlineData("{id: a, path: /x, storeType: cog}", "'storeType' is 'cog'")]
    [InlineData("{id: a, path: /x, from: yesterday}", "'from' of")]
    [InlineData("{id: a, path: /x, slices: {lat: 0}}", "'lat' of 'slices'")]
    [InlineData("{id: a, path: /x, dimensionNames: [lat, lon]}", "'dimensionNames' of")]
    [InlineData("{id: a, path: /x, dimensionNames: {latitude: [a]}}", "'latitude' of 'dimensionNames'")]
    [InlineData("{id: a}", "'path' is missing")]
    [InlineData("{path: /x}", "'id' is missing")]
    public void A_wrong_key_is_named_and_the_next_data_set_is_read(string entry, string reason)
    {
        var found = Read($"collections:\n- {entry}\n- {{id: good, path: /y}}\n");

        Assert.Equal("good", Assert.Single(found.Sources).Id);
        Assert.Contains(reason, Assert.Single(found.Refused).Reason, StringComparison.Ordinal);
        Assert.Empty(found.Unread);
    }

    [Theory]
    [InlineData("collections: [", "is no YAML: line ")]
    [InlineData("sets: []", "no list 'collections'")]
    [InlineData("- id: a", "must be a map")]
    [InlineData("collections: {id: a}", "'collections' of")]
    public void A_file_that_is_no_configuration_is_named_with_the_reason(string text, string reason)
    {
        var found = Read(text);

        Assert.Empty(found.Sources);
        Assert.Contains(reason, Assert.Single(found.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_folder.Path, "collections.yaml")], found.Unread);
    }

    [Fact]
    public void An_empty_list_is_none_too_few() => Assert.Empty(Read("collections: []").Refused);

    [Fact]
    public void Of_two_data_sets_with_one_id_the_first_is_served_and_the_other_is_reported()
    {
        var found = Read("collections: [{id: a, path: /x}, {id: a, path: /y}]");

        Assert.Equal("/x", Assert.Single(found.Sources).Path);
        Assert.Contains("'/y'", Assert.Single(found.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_nobody_knows_is_noted()
    {
        var found = Read("collections: [{id: a, path: /x, pathh: /y}]");

        Assert.Single(found.Sources);
        Assert.Contains("'pathh'", Assert.Single(found.Notes).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_documentation_is_read_without_a_word()
    {
        var page = File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../../docs/operating.md")));
        var example = page.Split("```yaml\n")[1].Split("```")[0];

        var found = Read(example);

        Assert.Empty(found.Refused.Concat(found.Notes));
        Assert.Equal(["MUR25-JPL-L4-GLOB-v04.2", "ASCATB-L2-Coastal", "drifters"], found.Sources.Select(source => source.Id));
        Assert.Equal(["analysed_sst"], found.Sources[0].Layout.Variables);
        Assert.Equal("data", found.Sources[1].Layout.Group);
        Assert.Equal(("42", "gdp"), (found.Sources[2].Layout.Platform, found.Sources[2].Project));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private DatasetSource One(string yaml)
    {
        var found = Read(yaml);
        Assert.Empty(found.Refused);
        Assert.Empty(found.Notes);
        return Assert.Single(found.Sources);
    }

    private DatasetSources Read(string yaml)
    {
        var path = Path.Combine(_folder.Path, "collections.yaml");
        File.WriteAllText(path, yaml);
        return DatasetSources.Read([path]);
    }
}
