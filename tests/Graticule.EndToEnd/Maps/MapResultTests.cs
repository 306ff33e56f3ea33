using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.EndToEnd.Maps;

/// <summary>A result of a real job of the built program, seen on a map as notebooks show it.</summary>
[Collection(SharedServer.Name)]
public sealed partial class MapResultTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task A_picture_by_reference_is_a_map_with_tiles_for_everybody()
    {
        Skip.IfNot(server.HasDemoData, "The demonstration data cannot be fetched: no network, or no Debian packages.");

        var results = await RunAsync();

        Assert.Matches("""^\{"out":\{"href":"[^"]+","type":"image/png"\}\}$""", results);
        var href = JsonNode.Parse(results)!["out"]!["href"]!.GetValue<string>();
        var whole = await PictureAsync(href);

        // Olinda lies south of the equator and west of Greenwich: 8 degrees of latitude, 35 of longitude.
        var box = Bounds().Match(href).Groups["box"].Value.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(box[0], -8.2, -7.9);
        Assert.InRange(box[1], -35.1, -34.8);
        Assert.True(whole.Length > 10_000, $"The map has {whole.Length} bytes: there is nothing on it.");

        var start = href[..(href.IndexOf('&', StringComparison.Ordinal) + 1)];
        var tile = await PictureAsync(
            start + "service=WMS&request=GetMap&layers=out&styles=&format=image%2Fpng&transparent=true&version=1.1.1&width=256&height=256&srs=EPSG%3A3857&bbox=-3890604,-895000,-3880604,-885000");
        Assert.True(tile.Length > 1_000, $"The tile has {tile.Length} bytes: there is nothing on it.");
        using var forged = await _http.GetAsync(new Uri(href.Replace("map=M", "map=N", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    private async Task<string> RunAsync()
    {
        var body = $$"""
            {"inputs": {"il": [{"href": "{{server.Address}}/ogc-api/collections/demo/L7_ETMs.tif"}], "exp": "im1b1+im1b2"}, "response": "document",
             "outputs": {"out": {"format": {"mediaType": "image/png"}, "transmissionMode": "reference"} } }
            """;
        using var request = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(new Uri(server.Address + "/ogc-api/processes/band-math/execution"), request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    private async Task<byte[]> PictureAsync(string address)
    {
        using var response = await _http.GetAsync(new Uri(address));
        var picture = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(picture));
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        return picture;
    }

    [GeneratedRegex("[?&]bbox=(?<box>[^&]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bounds();
}
