namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>Packages that are in use, run by cwltool with stub tools.</summary>
public sealed class PackageRunTests(StubTools tools) : IClassFixture<StubTools>
{
    [SkippableFact]
    public async Task Snuggs_crosses_products_with_expressions_and_quotes_each_once()
    {
        var job = await tools.RunAsync("snuggs", """{"input_reference": ["http://a/1", "http://a/2"], "s_expression": ["ndvi:(/ (- B05 B03) (+ B05 B03))", "x:\"B1\""]}""");

        Assert.Equal(
            [
                "<s-expression><--input_reference><http://a/1><--s-expression><(/ (- B05 B03) (+ B05 B03))><--cbn><ndvi>",
                "<s-expression><--input_reference><http://a/1><--s-expression><\"B1\"><--cbn><x>",
                "<s-expression><--input_reference><http://a/2><--s-expression><(/ (- B05 B03) (+ B05 B03))><--cbn><ndvi>",
                "<s-expression><--input_reference><http://a/2><--s-expression><\"B1\"><--cbn><x>",
            ],
            StubTools.Said(job).Split('\n'));
        Assert.Equal(4, job.Outputs.Count(output => output.Name == "wf_outputs"));
        Assert.Equal(0.98, job.Shares[^1], 1e-9);
    }

    [SkippableFact]
    public async Task Dnbr_runs_its_inner_workflow_for_both_items()
    {
        var job = await tools.RunAsync("dnbr", """{"pre_stac_item": "http://a/pre", "post_stac_item": "http://a/post", "aoi": "136,-36,137,-35"}""");

        var said = StubTools.Said(job).Split('\n');
        Assert.Equal(19, said.Length);
        Assert.Equal(6, said.Count(line => line.StartsWith("<curl><-s><http://a/p", StringComparison.Ordinal)));
        Assert.Equal(2, said.Count(line => line == "<gdal_translate><-projwin><136><-35><137><-36><-projwin_srs><EPSG:4326></vsicurl/http://example.org/B8A.tif><B8A.tif>".Replace("</vsicurl/http://example.org/B8A.tif>", "<*B8A.tif>", StringComparison.Ordinal)));
        Assert.Contains(
            "<otbcli_BandMathX><-out><pre.tif><-exp><(im3b1 == 8 or im3b1 == 9 or im3b1 == 0 or im3b1 == 1 or im3b1 == 2 or im3b1 == 10 or im3b1 == 11) ? -2 : (im1b1 - im2b1) / (im1b1 + im2b1)><-il><*B8A.tif><*B12.tif><*SCL.tif>",
            said);
        Assert.Contains("<otbcli_BandMathX><-out><dnbr.tif><-exp><(im1b1 == -2 or im2b1 == -2) ? -2 : im1b1 - im2b1><-il><*pre_cog.tif><*post_cog.tif>", said);
        Assert.Equal("<stacme><*dnbr_cog.tif><http://a/pre>", said[^1]);
        Assert.Equal("out-stac/catalog.json", Assert.Single(job.Outputs).FileKey);
    }

    [SkippableFact]
    public async Task Plain_types_arrive_as_they_were_sent()
    {
        var job = await tools.RunAsync(
            "test-primitives",
            """{"boolean_input": false, "int_input": 0, "long_input": 9007199254740993, "float_input": 1.5, "double_input": -0.25, "string_input": "ü \"q\" $HOME"}""");

        // A boolean says by its prefix whether it is there, and this one has none.
        Assert.Equal("0 9007199254740993 1.5 -0.25 ü \"q\" $HOME", (string)Assert.Single(job.Outputs).Value!);
    }

    [SkippableFact]
    public async Task Named_types_arrive_as_they_were_sent()
    {
        var job = await tools.RunAsync(
            "test-custom-types",
            """
            {"bbox_input": {"bbox": [1, 2, 3, 4]}, "point_input": {"type": "Point", "coordinates": [5.5, 6]},
             "feature_input": {"type": "Feature", "geometry": null, "properties": {"a": 1}},
             "datetime_input": "2024-01-01T00:00:00Z", "uri_input": "http://a/b?c=d&e"}
            """);

        Assert.Equal("1,2,3,4 5.5,6 Feature 2024-01-01T00:00:00Z http://a/b?c=d&e", (string)Assert.Single(job.Outputs).Value!);
    }
}
