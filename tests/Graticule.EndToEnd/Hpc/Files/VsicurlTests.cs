using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc.Files;

/// <summary>GDAL reads files where they are, by ranges over HTTP.</summary>
public sealed class VsicurlTests
{
    [SkippableFact]
    public async Task A_cloud_optimised_geotiff_is_read_in_place_with_a_key()
    {
        Skip.IfNot(File.Exists("/usr/bin/gdal_translate"), "It takes GDAL's programs (gdal-bin).");
        await using var server = new FileServer();
        await server.StartAsync();
        var folder = Directory.CreateTempSubdirectory("graticule-cog-").FullName;
        try
        {
            var (grid, local) = (Path.Combine(folder, "grid.asc"), Path.Combine(folder, "grid.tif"));
            await File.WriteAllLinesAsync(grid, ["ncols 900", "nrows 700", "xllcorner 10", "yllcorner 40", "cellsize 0.01", .. Enumerable.Range(0, 700).Select(Row)]);
            Assert.Equal(0, (await BuiltProgram.RunAsync("/usr/bin/gdal_translate", ["-q", "-of", "COG", "-co", "BLOCKSIZE=128", "-a_srs", "EPSG:4326", grid, local])).Code);
            var file = await server.UploadAsync(await File.ReadAllBytesAsync(local), "grid.tif");

            var there = await InfoAsync($"/vsicurl/{Place(file)}", ("GDAL_HTTP_HEADERS", $"Authorization: Token {server.Key}"), ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"));
            Assert.Equal(await InfoAsync(local), there);
            Assert.Contains("LAYOUT=COG", there, StringComparison.Ordinal);

            var refused = await BuiltProgram.RunAsync("/usr/bin/gdalinfo", [$"/vsicurl/{Place(file)}"]);
            Assert.NotEqual(0, refused.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>GDAL takes what ends with a slash for a folder.</summary>
    private static string Place(JsonNode file) => ((string)file["downloadUrl"]!).TrimEnd('/');

    private static string Row(int row) => string.Join(' ', Enumerable.Range(0, 900).Select(column => ((row * 7919 * (column + 13)) % 10_007).ToString(CultureInfo.InvariantCulture)));

    /// <summary>What GDAL says of the file, checksums of all pixels and overviews included, without its name.</summary>
    private static async Task<string> InfoAsync(string path, params (string Name, string Value)[] settings)
    {
        var info = await BuiltProgram.RunAsync("/usr/bin/gdalinfo", ["-checksum", path], null, [.. settings, ("GDAL_PAM_ENABLED", "NO")]);
        Assert.True(info.Code == 0, info.Error);
        return string.Join('\n', info.Output.Split('\n').Where(line => !line.StartsWith("Files:", StringComparison.Ordinal)));
    }
}
