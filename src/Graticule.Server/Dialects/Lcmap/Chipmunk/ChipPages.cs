using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>Chips of registered files. The files are read here, since that needs no GDAL.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Lives as long as the server; a semaphore without a handle holds nothing.")]
internal sealed class ChipPages(ArdIndex index)
{
    /// <summary>Chips that are held at once for one request; answers with no more have an entity tag.</summary>
    private const int MostHeld = 1500;

    private const int Batch = 64;
    private const int FlushAt = 1 << 20;

    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly ArdReader _reader = new(mayUseGdal: false);

    /// <summary>The looks at the chip of a point, of the layers and the interval that are asked for.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var request = context.Request;
        var (x, y) = ChipmunkQuery.Point(request);
        var (from, to) = ChipmunkQuery.Interval(request);
        var layers = ChipmunkQuery.Layers(request);
        var grid = ChipmunkQuery.Grid(request, index, x, y);
        var corner = grid.SnapToChip(x, y);
        await _turns.WaitAsync(context.RequestAborted);
        try
        {
            var looks = index.Looks(grid, corner, [.. layers.Select(layer => layer.Layer).Distinct()], from, to);
            Asked[] asked = [.. layers.SelectMany(layer => looks.Where(look => look.Layer == layer.Layer).Select(look => new Asked(layer.Name, look)))];
            await SendAsync(context, corner, asked);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task SendAsync(HttpContext context, GridPoint corner, Asked[] asked)
    {
        var first = Read(asked.AsMemory(0, Math.Min(asked.Length, asked.Length <= MostHeld ? MostHeld : Batch)), corner, context.RequestAborted);
        var response = context.Response;
        if (asked.Length <= MostHeld)
        {
            response.Headers.ETag = TagOf(corner, first);
            if (context.Request.Headers.IfNoneMatch.Contains(response.Headers.ETag.ToString(), StringComparer.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = Words.Json;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await using Utf8JsonWriter writer = new(response.BodyWriter, new() { SkipValidation = true });
        writer.WriteStartArray();
        await WriteAsync(context, writer, corner, first);
        for (var done = first.Length; done < asked.Length; done += Batch)
        {
            await WriteAsync(context, writer, corner, Read(asked.AsMemory(done, Math.Min(Batch, asked.Length - done)), corner, context.RequestAborted));
        }

        writer.WriteEndArray();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, Utf8JsonWriter writer, GridPoint corner, Chip[] chips)
    {
        foreach (var chip in chips)
        {
            Write(writer, corner, chip);
            if (writer.BytesPending > FlushAt || writer.BytesCommitted > 0)
            {
                await writer.FlushAsync(context.RequestAborted);
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, GridPoint corner, Chip chip)
    {
        writer.WriteStartObject();
        writer.WriteNumber("x", corner.X);
        writer.WriteNumber("y", corner.Y);
        writer.WriteString("acquired", TimeOf(chip.Asked.Look));
        writer.WriteBase64String("data", chip.Bytes);
        writer.WriteString("hash", chip.Hash);
        writer.WriteString("source", chip.Asked.Look.Files[^1].Name);
        writer.WriteString("ubid", chip.Asked.Ubid);
        writer.WriteEndObject();
    }

    /// <exception cref="ArdFileException">One of the files cannot be read.</exception>
    private Chip[] Read(ReadOnlyMemory<Asked> asked, GridPoint corner, CancellationToken cancellationToken)
    {
        var chips = new Chip[asked.Length];
        try
        {
            Parallel.For(0, chips.Length, new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = cancellationToken }, place =>
            {
                var one = asked.Span[place];
                var bytes = MemoryMarshal.AsBytes(one.Look.Read(corner, _reader).AsSpan()).ToArray();
                chips[place] = new(one, bytes, Md5(bytes));
            });
        }
        catch (AggregateException exception) when (exception.InnerException is ArdFileException inner)
        {
            throw new ArdFileException(inner.File, inner.Message, exception);
        }

        return chips;
    }

    private static string TagOf(GridPoint corner, Chip[] chips)
    {
        StringBuilder text = new();
        foreach (var chip in chips)
        {
            text.Append(CultureInfo.InvariantCulture, $"{corner.X} {corner.Y} {TimeOf(chip.Asked.Look)} {chip.Asked.Ubid} {chip.Hash}\n");
        }

        return $"\"{Md5(Encoding.UTF8.GetBytes(text.ToString()))}\"";
    }

    private static string TimeOf(ArdLook look) => look.Acquired.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);

    private static string Md5(byte[] bytes)
    {
#pragma warning disable CA5351, S4790 // The protocol asks for this digest; nothing is secured by it.
        return Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351, S4790
    }

    /// <param name="Ubid">As the caller wrote it.</param>
    /// <param name="Look">What it is.</param>
    private sealed record Asked(string Ubid, ArdLook Look);

    private sealed record Chip(Asked Asked, byte[] Bytes, string Hash);
}
