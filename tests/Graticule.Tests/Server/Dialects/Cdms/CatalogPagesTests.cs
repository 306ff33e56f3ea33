using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Server.Dialects.OpenEo.OpenApi;
using NJsonSchema;

namespace Graticule.Tests.Server.Dialects.Cdms;

[Collection(CdmsServerCollection.Name)]
public sealed class CatalogPagesTests(CdmsServer server)
{
    /// <summary>What STAC 1.0.0 asks of a catalog.</summary>
    private const string CatalogSchema =
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["stac_version", "type", "id", "description", "links"],
          "properties": {
            "stac_version": {"enum": ["1.0.0"]}, "type": {"enum": ["Catalog"]}, "id": {"type": "string", "minLength": 1}, "description": {"type": "string", "minLength": 1},
            "links": {"type": "array", "items": {"$ref": "#/definitions/link"}}
          },
          "definitions": {
            "link": {
              "type": "object", "required": ["rel", "href"],
              "properties": {"rel": {"type": "string", "minLength": 1}, "href": {"type": "string", "minLength": 1}, "type": {"type": "string"}, "title": {"type": "string"}}
            }
          }
        }
        """;

    /// <summary>What it asks of a collection beyond that.</summary>
    private const string CollectionSchema =
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["stac_version", "type", "id", "description", "license", "extent", "links"],
          "properties": {
            "stac_version": {"enum": ["1.0.0"]}, "type": {"enum": ["Collection"]}, "license": {"type": "string", "pattern": "^[\\w\\-\\.\\+]+$"},
            "extent": {
              "type": "object", "required": ["spatial", "temporal"],
              "properties": {
                "spatial": {"type": "object", "required": ["bbox"], "properties": {"bbox": {
                  "type": "array", "minItems": 1, "items": {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}}}},
                "temporal": {"type": "object", "required": ["interval"], "properties": {"interval": {
                  "type": "array", "minItems": 1, "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["string", "null"], "format": "date-time"}}}}}
              }
            }
          }
        }
        """;

    [Fact]
    public async Task The_catalog_is_valid_and_leads_to_a_collection_a_format()
    {
        var id = await server.RunAsync("finds");
        var (_, text) = await server.SendAsync($"/cdms/cdmscatalog/{id}");
        var catalog = JsonNode.Parse(text)!;
        var place = $"{server.Address}/cdms/cdmscatalog/{id}";

        Assert.Empty((await JsonSchema.FromJsonAsync(CatalogSchema)).Validate(text));
        Assert.Equal((id, "STAC Catalog for CDMS output"), ((string)catalog["id"]!, (string)catalog["description"]!));
        Assert.Equal(
            [
                $"collection {place}/CSV Collection of pages for {id} CSV output", $"collection {place}/JSON Collection of pages for {id} JSON output",
                $"collection {place}/NETCDF Collection of pages for {id} NETCDF output", $"child {place}/CSV Collection of pages for {id} CSV output",
                $"child {place}/JSON Collection of pages for {id} JSON output", $"child {place}/NETCDF Collection of pages for {id} NETCDF output", $"self {place} ", $"root {place} ",
            ],
            catalog["links"]!.AsArray().Select(link => $"{link!["rel"]} {link["href"]} {link["title"]}"));
    }

    [Theory]
    [InlineData("CSV")]
    [InlineData("json")]
    [InlineData("NETCDF")]
    public async Task A_collection_is_valid(string format)
    {
        var id = await server.RunAsync("finds", ("b", "170,-5,-170,10.5"));
        var (_, text) = await server.SendAsync($"/cdmscatalog/{id}/{format}");
        var collection = JsonNode.Parse(text)!;

        Assert.Empty((await JsonSchema.FromJsonAsync(CollectionSchema)).Validate(text));
        Assert.DoesNotContain(ApiDocument.V12.CheckNamed("collection", Encoding.UTF8.GetBytes(text)), fault => !fault.Pointer.EndsWith("/id", StringComparison.Ordinal));
        Assert.Equal($"{id}.{format}", (string)collection["id"]!);
        Assert.Equal("[[170,-5,-170,10.5]]", collection["extent"]!["spatial"]!["bbox"]!.ToJsonString().Replace(".0", "", StringComparison.Ordinal));
        Assert.Equal(["2018-04-01T00:00:00+00:00", "2018-04-01T23:59:59+00:00"], collection["extent"]!["temporal"]!["interval"]![0]!.AsArray().Select(time => (string)time!));
        Assert.Equal(["self", "root", "parent", "data"], collection["links"]!.AsArray().Select(link => (string)link!["rel"]!));
        Assert.Equal($"{server.Address}/cdmsresults?id={id}&output={format}&pageNum=1&pageSize=1000", (string)collection["links"]![3]!["href"]!);
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(1, 10, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(11, 10, 2)]
    [InlineData(21, 10, 3)]
    public async Task There_are_as_many_pages_as_it_takes(int primaries, int pageSize, int pages)
    {
        var id = await server.RunAsync("counts", ("tt", primaries.ToString(CultureInfo.InvariantCulture)));
        var collection = await server.GetJsonAsync($"/cdmscatalog/{id}/JSON?pageSize={pageSize}");
        List<string> links = [.. collection["links"]!.AsArray().Where(link => (string)link!["rel"]! == "data").Select(link => (string)link!["href"]!)];

        Assert.Equal(pages, links.Count);
        List<string> found = [];
        foreach (var link in links)
        {
            var page = await server.GetJsonAsync(link[server.Address.Length..]);
            Assert.Equal(page["data"]!.AsArray().Count, (int)page["count"]!);
            found.AddRange(page["data"]!.AsArray().Select(item => (string)item!["id"]!));
        }

        Assert.Equal(Enumerable.Range(0, primaries).Select(number => $"{number.ToString(CultureInfo.InvariantCulture)}[[0]]"), found);
    }

    [Fact]
    public async Task Another_format_is_refused()
    {
        var id = await server.RunAsync("finds");

        Assert.Equal((400, "\"XML\" is not a valid format. Should be CSV, JSON, or NETCDF."), await server.GetErrorAsync($"/cdmscatalog/{id}/XML"));
        Assert.Equal(404, (await server.GetErrorAsync($"/cdmscatalog/{id}/CSV/more")).Status);
    }
}
