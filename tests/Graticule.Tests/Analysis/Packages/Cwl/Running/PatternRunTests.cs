namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>The twelve patterns of application packages, run by cwltool with stub tools: what each tool was given, and what came out.</summary>
public sealed class PatternRunTests(StubTools tools) : IClassFixture<StubTools>
{
    private const string Area = "<--aoi><-118.985,38.432,-118.183,38.938>";

    /// <summary>
    /// An array whose items have bindings and which has none itself: each item stands where its number says, as cwltool sorts them
    /// (CWL 1.2, Command Line Tool Description, 4.1).
    /// </summary>
    private const string First = "<--band><green>";
    private const string Second = "<--band><nir08>";
    private const string Code = "<--epsg><EPSG:4326>";

    [SkippableTheory]
    [InlineData(1, """{"item": "inputs/item-0"}""", "water_bodies", $"<runner><pattern-1>{First}{Area}{Code}<--input-item><*item-0>{Second}")]
    [InlineData(2, """{"item_1": "inputs/one", "item_2": "inputs/two"}""", "water_bodies", $"<runner><pattern-2>{First}{Area}{Code}<--input-item-1><*one><--input-item-2><*two>{Second}")]
    [InlineData(
        3, """{"items": ["inputs/a", "inputs/b"], "bands": ["red"], "aoi": "1,2,3,4; rm -rf /"}""", "water_bodies water_bodies",
        $"<runner><pattern-3><--band><red><--aoi><1,2,3,4; rm -rf />{Code}<--input-item><*a>\n<runner><pattern-3><--band><red><--aoi><1,2,3,4; rm -rf />{Code}<--input-item><*b>")]
    [InlineData(4, """{"item": "inputs/item-0"}""", "ndvi ndwi", $"<runner><pattern-4>{Area}{Code}<--input-item><*item-0>")]
    [InlineData(
        5, """{"item": "inputs/item-0", "indexes": ["a b", "$(id)"]}""", "vegetation_indexes vegetation_indexes",
        $"<runner><pattern-5>{Area}{Code}<--index><a b><--input-item><*item-0>\n<runner><pattern-5>{Area}{Code}<--index><$(id)><--input-item><*item-0>")]
    [InlineData(6, """{"item": "inputs/item-0"}""", "mean=0.75", $"<runner><pattern-6>{First}{Area}{Code}<--input-item><*item-0>{Second}")]
    [InlineData(7, """{"item_1": "inputs/one"}""", "water_bodies", $"<runner><pattern-7>{First}{Area}{Code}<--input-item-1><*one>{Second}")]
    [InlineData(7, """{"item_1": "inputs/one", "item_2": "inputs/two"}""", "water_bodies", $"<runner><pattern-7>{First}{Area}{Code}<--input-item-1><*one><--input-item-2><*two>{Second}")]
    [InlineData(8, """{"item": "inputs/item-0", "produce_output": false}""", "", $"<runner><pattern-8>{First}{Area}{Code}<--input-item><*item-0>{Second}")]
    [InlineData(8, """{"item": "inputs/item-0", "produce_output": true}""", "water_bodies", $"<runner><pattern-8>{First}{Area}{Code}<--input-item><*item-0><--produce-output>{Second}")]
    [InlineData(
        9, """{"item": "inputs/item-0"}""", "vegetation_indexes",
        $"<runner><pattern-9>{Area}{Code}<--index><ndvi><--input-item><*item-0>\n<runner><pattern-9>{Area}{Code}<--index><ndwi><--input-item><*item-0>")]
    [InlineData(
        10, """{"items": ["inputs/a", "inputs/b"], "indexes": ["x", "y"]}""", "vegetation_indexes vegetation_indexes vegetation_indexes vegetation_indexes",
        $"<runner><pattern-10>{Area}{Code}<--index><x><--input-item><*a>\n<runner><pattern-10>{Area}{Code}<--index><y><--input-item><*a>\n"
        + $"<runner><pattern-10>{Area}{Code}<--index><x><--input-item><*b>\n<runner><pattern-10>{Area}{Code}<--index><y><--input-item><*b>")]
    [InlineData(11, """{"item": "inputs/item-0", "dem": "inputs/dem-0.tif"}""", "water_bodies", $"<runner><pattern-11>{First}{Area}<--dem><*dem-0.tif>{Code}<--input-item><*item-0>{Second}")]
    public async Task A_pattern_gives_its_tools_the_right_arguments_and_its_caller_the_right_outputs(int pattern, string inputs, string outputs, string said)
    {
        var job = await tools.RunAsync($"pattern-{pattern}", inputs);

        Assert.True(said == StubTools.Said(job), StubTools.Said(job));
        Assert.Equal(outputs, string.Join(' ', job.Outputs.Select(output => output.Value is null ? output.Name : $"{output.Name}={output.Value}")));
        Assert.All(job.Outputs.Where(output => output.Value is null), output => Assert.Equal($"{output.FolderKey}/catalog.json", output.FileKey));
        Assert.All(job.Outputs.Where(output => output.Value is null), output => Assert.True(File.Exists(Path.Combine(job.Folder, output.FileKey!))));
    }

    [SkippableFact]
    public async Task Pattern_12_takes_a_box_apart_by_a_template_and_passes_addresses_as_text()
    {
        var job = await tools.RunAsync("pattern-12", """
            {"aoi": {"bbox": [-121.5, 39, -120.25, 40], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}, "item": "inputs/item-0",
             "cropped-collection": "http://a/c", "ndwi-collection": "http://a/n", "water-bodies-collection": "http://a/w?x=1&y=2"}
            """);

        var said = StubTools.Said(job).Split('\n');
        Assert.Equal(
            [
                "<runner><pattern-12-crop><--aoi><-121.5,39,-120.25,40><--epsg><EPSG:4326><--collection><http://a/c><--band><green><--input-item><*item-0>",
                "<runner><pattern-12-crop><--aoi><-121.5,39,-120.25,40><--epsg><EPSG:4326><--collection><http://a/c><--band><nir><--input-item><*item-0>",
            ],
            said[..2]);
        Assert.StartsWith("<runner><pattern-12-norm-diff><--collection><http://a/n>", said[2], StringComparison.Ordinal);
        Assert.StartsWith("<runner><pattern-12-otsu><--collection><http://a/w?x=1&y=2>", said[3], StringComparison.Ordinal);
        Assert.Equal(["cropped", "cropped", "ndwi", "water_bodies"], job.Outputs.Select(output => output.Name));
    }
}
