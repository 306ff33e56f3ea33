namespace Graticule.Tests.Server.Dialects.OpenEo;

/// <summary>An index of three scenes, only one of which has a file.</summary>
internal static class TestCollection
{
    public const string Description =
        """
        {
          "type": "Collection", "stac_version": "1.1.0", "id": "S2", "title": "Scenes", "description": "Three scenes.", "license": "other", "links": [],
          "graticule:aliases": ["SENTINEL2"],
          "extent": {"spatial": {"bbox": [[11, 46, 14, 47]]}, "temporal": {"interval": [["2022-06-01T10:00:00Z", "2022-06-03T10:00:00Z"]]}},
          "cube:dimensions": {"bands": {"type": "bands", "values": ["B04"]}},
          "summaries": {"bands": [{"name": "B04", "data_type": "uint16"}]}
        }
        """;

    public static IReadOnlyList<string> Items { get; } = [Item(1, "one.tif"), Item(2, "two.tif"), Item(3, "three.tif")];

    private static string Item(int day, string file) =>
        $$$"""{"type": "Feature", "stac_version": "1.1.0", "id": "day{{{day}}}", "bbox": [{{{10 + day}}}, 46, {{{11 + day}}}, 47], "geometry": null, "properties": {"datetime": "2022-06-0{{{day}}}T10:00:00Z"}, "assets": {"B04": {"href": "{{{file}}}", "type": "image/tiff; application=geotiff", "bands": [{"name": "B04", "data_type": "uint16"}]}}, "links": []}""";
}
