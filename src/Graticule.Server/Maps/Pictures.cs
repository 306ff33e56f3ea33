using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Sends pictures: those of the size of tiles from memory where they are there, each drawn once for all who ask at the same time.</summary>
internal sealed class Pictures(IMapRenderer renderer, MapOptions options)
{
    private const int TagLength = 12;

    /// <summary>A new program may draw otherwise.</summary>
    private static readonly string Program = typeof(Pictures).Module.ModuleVersionId.ToString("N");

    private readonly TileCache _cache = new(options.CacheBytes);
    private readonly SharedDraws _draws = new();

    /// <exception cref="MapRequestException">The request cannot be served; the file cannot be read.</exception>
    public async Task SendAsync(HttpContext context, MapSource source, MapRequest request)
    {
        var key = KeyOf(source, request);
        var tag = TagOf(key);
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = source.IsPublic ? $"public, max-age={options.MaxAge}" : $"private, max-age={options.MaxAge}";
        if (context.Request.Headers.IfNoneMatch is [{ } known] && (known == "*" || known.Contains(tag, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var picture = await DrawAsync(key, request, context.RequestAborted);
        await MapAnswer.SendAsync(context, request.MediaType, picture);
    }

    private async ValueTask<ReadOnlyMemory<byte>> DrawAsync(string key, MapRequest request, CancellationToken cancellationToken)
    {
        if (request.Width > options.TileSide || request.Height > options.TileSide)
        {
            return await Removal.WatchAsync(request.Path, stop => renderer.DrawAsync(request, stop), cancellationToken);
        }

        return _cache.TryGet(key, out var picture)
            ? picture
            : await Removal.WatchAsync(request.Path, stop => _draws.RunAsync(key, DrawAndKeepAsync, stop), cancellationToken);

        async Task<ReadOnlyMemory<byte>> DrawAndKeepAsync(CancellationToken stop)
        {
            var drawn = await renderer.DrawAsync(request, stop);
            _cache.Add(key, drawn);
            return drawn;
        }
    }

    /// <summary>Everything that decides what the picture looks like.</summary>
    private static string KeyOf(MapSource source, MapRequest request)
    {
        var (box, bands, range) = (request.Box, request.Bands, request.Range);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Identity}|{request.Crs}|{box.MinX},{box.MinY},{box.MaxX},{box.MaxY}|{request.Width}x{request.Height}|{request.MediaType}|{request.Style}|{(bands is null ? "" : string.Join(',', bands))}|{range?.Min},{range?.Max}|{request.IsTransparent}|{request.Background:x}|{request.Time}");
    }

    private static string TagOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Program + key), hash);
        return $"\"{Base64Url.EncodeToString(hash[..TagLength])}\"";
    }
}
