using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.Benchmarks;

/// <summary>Looks at services of a running server, tile by tile.</summary>
internal sealed class TileViewer : IAsyncDisposable
{
    /// <summary>Where the stack lies, in degrees: west, south, east, north.</summary>
    private static readonly (double West, double South, double East, double North) Bounds = (10.3375, 47.6630, 10.6055, 47.8440);

    private readonly ServerProcess _server;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private TileViewer(ServerProcess server) => _server = server;

    /// <summary>Starts a server with the stack as a collection of 48 dates: its own of 2023, and the same files again as those of 2024.</summary>
    public static async Task<TileViewer> StartAsync(string stack, string folder)
    {
        var doubled = Directory.CreateDirectory(Path.Combine(folder, "stack")).FullName;
        foreach (var file in Directory.GetFiles(stack, "*.tif"))
        {
            var name = Path.GetFileName(file);
            await Command.MeasureAsync("cp", ["--link", file, Path.Combine(doubled, name)]);
            await Command.MeasureAsync("cp", ["--link", file, Path.Combine(doubled, name.Replace("2023-", "2024-", StringComparison.Ordinal))]);
        }

        var collections = Directory.CreateDirectory(Path.Combine(folder, "collections")).FullName;
        await Command.MeasureAsync(ServerProcess.Program, ["collection", "add", doubled, "--id", CubeGraphs.Collection, "--to", collections]);
        return new(await ServerProcess.StartAsync(data: null, "--workers", "1", "--collections", collections));
    }

    /// <summary>Makes a service and looks at all of it at one zoom level, twice.</summary>
    /// <param name="dates">How many of the 48.</param>
    /// <param name="level">Zoom level.</param>
    /// <param name="run">Makes the graph another one, so that nothing of it is known.</param>
    /// <param name="step">Every tile, or every third of every third row, which have no pixels of the stack in common.</param>
    public async Task<Look> LookAsync(int dates, int level, int run, int step = 1)
    {
        var address = await ServeAsync(CubeGraphs.Minimum(dates, $"zoom {level}, run {run}, step {step}"));
        List<string> tiles = [.. Tiles(level, step).Select(tile => string.Create(
            CultureInfo.InvariantCulture,
            $"{address}SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=result&STYLE=default&FORMAT=image/png&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX={level}&TILEROW={tile.Row}&TILECOL={tile.Column}&range=-1,1"))];
        var cold = await FetchAsync(tiles);
        return new(cold[0], cold, await FetchAsync(tiles));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<string> ServeAsync(JsonObject process)
    {
        using var made = await _http.PostAsJsonAsync($"{_server.Address}/openeo/1.3/services", new JsonObject { ["type"] = "WMTS", ["process"] = process });
        made.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await _http.GetStringAsync(made.Headers.Location))!["url"]!;
    }

    private async Task<List<double>> FetchAsync(IEnumerable<string> addresses)
    {
        List<double> milliseconds = [];
        foreach (var address in addresses)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await _http.GetAsync(new Uri(address));
            var picture = await answer.Content.ReadAsByteArrayAsync();
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(picture));
            }
        }

        return milliseconds;
    }

    /// <summary>Tiles that the stack touches, row by row.</summary>
    private static IEnumerable<(int Row, int Column)> Tiles(int level, int step)
    {
        var (left, top) = Place(Bounds.West, Bounds.North, level);
        var (right, bottom) = Place(Bounds.East, Bounds.South, level);
        for (var row = top + (step / 2); row <= bottom; row += step)
        {
            for (var column = left + (step / 2); column <= right; column += step)
            {
                yield return (row, column);
            }
        }
    }

    private static (int Column, int Row) Place(double longitude, double latitude, int level)
    {
        var count = 1 << level;
        var north = Math.Asinh(Math.Tan(latitude * Math.PI / 180)) / Math.PI;
        return ((int)((longitude + 180) / 360 * count), (int)((1 - north) / 2 * count));
    }

    /// <summary>What a look took, in milliseconds.</summary>
    /// <param name="First">The first tile of all, for which the graph is evaluated.</param>
    /// <param name="Cold">Each tile when nothing was known of it.</param>
    /// <param name="Cached">Each tile when it was known.</param>
    internal sealed record Look(double First, IReadOnlyList<double> Cold, IReadOnlyList<double> Cached);
}
