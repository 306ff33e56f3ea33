using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Server.Maps;

/// <summary>
/// Answers for files whose content is the JSON of their <see cref="Scene"/>, so that a test sees in the answer what the protocol asked for: a
/// picture is the request as JSON, and a pixel's value follows from its place.
/// </summary>
internal sealed class KnownRenderer : IMapRenderer
{
    public static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public ConcurrentQueue<MapRequest> Drawn { get; } = [];

    public ConcurrentQueue<LayerRequest> Described { get; } = [];

    /// <summary>Pictures wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Cancelled { get; private set; }

    public static MapRequest ReadPicture(byte[] picture) => JsonSerializer.Deserialize<MapRequest>(picture, Options)!;

    public async Task<ReadOnlyMemory<byte>> DrawAsync(MapRequest request, CancellationToken cancellationToken)
    {
        await ReadAsync(request.Path, cancellationToken);
        Check(request.Crs);
        Drawn.Enqueue(request);
        try
        {
            await Gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
            throw;
        }

        return JsonSerializer.SerializeToUtf8Bytes(request, Options);
    }

    public async Task<LayerInfo> DescribeAsync(LayerRequest request, CancellationToken cancellationToken)
    {
        Described.Enqueue(request);
        Check(request.Crs);
        return (await ReadAsync(request.Path, cancellationToken)).Describe() with { AskedIsNorthingFirst = request.Crs is "EPSG:3035" or "EPSG:31467" };
    }

    public async Task<PointValues> ProbeAsync(PointRequest request, CancellationToken cancellationToken)
    {
        var scene = await ReadAsync(request.Path, cancellationToken);
        var (column, row) = ((int)Math.Floor((request.X - scene.Left) / scene.Step), (int)Math.Floor((scene.Top - request.Y) / scene.Step));
        var isInside = column >= 0 && row >= 0 && column < scene.Width && row < scene.Height;
        return isInside ? new(column, row, [(100 * row) + column, null]) : new(null, null, []);
    }

    public async Task WriteAsync(CoverageRequest request, CancellationToken cancellationToken)
    {
        await ReadAsync(request.Path, cancellationToken);
        Check(request.Crs);
        Check(request.BoxCrs);
        await File.WriteAllBytesAsync(request.Target, JsonSerializer.SerializeToUtf8Bytes(request, Options), cancellationToken);
    }

    private static void Check(string? crs)
    {
        if (crs is "EPSG:99999")
        {
            throw new MapRequestException(nameof(MapRequest.Crs), $"PROJ does not know {crs}.");
        }
    }

    private static async Task<Scene> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return (await JsonSerializer.DeserializeAsync<Scene>(file, cancellationToken: cancellationToken))!;
        }
        catch (JsonException exception)
        {
            throw new MapRequestException(nameof(MapRequest.Path), "The file is no raster.", exception);
        }
    }
}

/// <summary>An image of square pixels.</summary>
/// <param name="Crs">Null: none.</param>
/// <param name="Left">x of its western edge.</param>
/// <param name="Top">y of its northern edge.</param>
/// <param name="Step">Side of a pixel.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record Scene(string? Crs, double Left, double Top, double Step, int Width, int Height)
{
    /// <summary>Wider than high, far from the diagonal: longitude 8 to 11, latitude 46 to 47.</summary>
    public static Scene Degrees { get; } = new("EPSG:4326", 8, 47, 0.01, 300, 100);

    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this);

    public LayerInfo Describe()
    {
        var bounds = new Box(Left, Top - (Step * Height), Left + (Step * Width), Top);
        var (wkt, degrees) = Crs switch
        {
            null => ((string?)null, (Box?)null),
            "EPSG:4326" => ("GEOGCS[\"WGS 84\"]", bounds),
            _ => ("PROJCS[\"other\"]", new Box(8, 46, 11, 47)),
        };
        return new()
        {
            Width = Width,
            Height = Height,
            Crs = Crs,
            Wkt = wkt,
            IsNorthingFirst = Crs is "EPSG:4326" or "EPSG:3035",
            GeoTransform = [Left, Step, 0, Top, 0, -Step],
            Bounds = bounds,
            GeographicBounds = degrees,
            Bands = [new("red", "UInt16", 0, 1, 3000, null), new("near infrared", "UInt16", 0, 2, 4000, "W/m2")],
        };
    }
}
