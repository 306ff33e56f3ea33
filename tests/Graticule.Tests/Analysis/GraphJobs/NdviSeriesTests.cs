using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.GraphJobs;

/// <summary>A real series: 68 dates of Sentinel-2, its clouds dropped, against numpy and OGR.</summary>
public sealed class NdviSeriesTests : IClassFixture<NdviSeries>
{
    private readonly NdviSeries _series;

    public NdviSeriesTests(NdviSeries series) => _series = series;

    [SkippableFact]
    public void The_median_without_clouds_is_numpys()
    {
        var cube = _series.Evaluate(NdviSeries.Clear, """
            "median": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "clear"}, "dimension": "t", "reducer": {"process_graph": {
              "m": {"process_id": "median", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}
            """);

        NdviSeries.AssertSame(_series.Expected("median.bin"), cube.Values);
    }

    [SkippableFact]
    public void Monthly_means_are_numpys()
    {
        var cube = _series.Evaluate(NdviSeries.Clear, """
            "months": {"process_id": "aggregate_temporal_period", "arguments": {"data": {"from_node": "clear"}, "period": "month", "reducer": {"process_graph": {
              "m": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}
            """);

        Assert.Equal(_series.Figures["months"]!.AsArray().Select(month => month!.GetValue<string>()), cube.Shape.Find("t")!.Labels.Select(label => label.Text));
        NdviSeries.AssertSame(_series.Expected("months.bin"), cube.Values);
    }

    [SkippableFact]
    public void Means_of_88_land_use_polygons_are_those_of_OGR_and_numpy()
    {
        var cube = _series.Evaluate(NdviSeries.Clear, """
            "polygons": {"process_id": "load_uploaded_files", "arguments": {"paths": ["landuse.gpkg"], "format": "GPKG"}},
            "zones": {"process_id": "aggregate_spatial", "arguments": {"data": {"from_node": "clear"}, "geometries": {"from_node": "polygons"}, "reducer": {"process_graph": {
              "m": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}
            """);

        var zones = _series.Figures["zones"]!.AsArray();
        var (dates, geometries) = (cube.Shape.Find("t")!, cube.Shape.Dimensions.Single(dimension => dimension.Type == DimensionType.Geometry));
        Assert.Equal((68, 88), (dates.Count, geometries.Count));
        var (dateStride, zoneStride) = (cube.Shape.StrideOf(dates), cube.Shape.StrideOf(geometries));
        var expected = Enumerable.Range(0, 88).SelectMany(zone => Enumerable.Range(0, 68).Select(date => zones[zone]![date]?.GetValue<double>() ?? double.NaN)).ToArray();
        var computed = Enumerable.Range(0, 88).SelectMany(zone => Enumerable.Range(0, 68).Select(date => cube.Values[(zone * zoneStride) + (date * dateStride)])).ToArray();
        NdviSeries.AssertSame(expected, computed);
    }
}
