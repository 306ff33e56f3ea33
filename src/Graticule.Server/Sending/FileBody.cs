using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Server.Sending;

/// <summary>Bytes of a file as the body of a response whose head is set: by the kernel where the connection can, otherwise in blocks.</summary>
internal static class FileBody
{
    /// <summary>What one step hands to the kernel: a client that takes nothing any more is noticed within a step.</summary>
    private const int SentAtOnce = 256 << 10;

    private const int CopiedAtOnce = 128 << 10;

    public static async Task SendAsync(HttpContext context, string path, IReadOnlyList<FilePart> parts, byte[] tail)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        var sending = HttpProtocol.IsHttp11(context.Request.Protocol) ? context.Features.Get<IFileSending>() : null;
        var isDirect = sending?.TryBegin() == true;
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            await SendAsync(context, parts, tail, range => isDirect ? HandOverAsync(context, sending!, file, range) : CopyAsync(context, file.SafeFileHandle, range));
        }
        catch (OperationCanceledException)
        {
            // The client is gone, which is no fault.
            context.Abort();
        }
        finally
        {
            if (isDirect)
            {
                sending!.End();
            }
        }
    }

    private static async Task SendAsync(HttpContext context, IReadOnlyList<FilePart> parts, byte[] tail, Func<ByteRange, Task> send)
    {
        var output = context.Response.BodyWriter;
        foreach (var part in parts)
        {
#pragma warning disable S6966 // Is sent with what follows.
            output.Write(part.Head);
#pragma warning restore S6966
            await send(part.Range);
        }

        await output.WriteAsync(tail, context.RequestAborted);
    }

    /// <summary>Writes nothing that means anything: the connection sends the bytes of the file in its place.</summary>
    private static async Task HandOverAsync(HttpContext context, IFileSending sending, FileStream file, ByteRange range)
    {
        var output = context.Response.BodyWriter;
        sending.BeginFile(file, range.First);
        for (var left = range.Length; left > 0;)
        {
            var count = (int)Math.Min(SentAtOnce, left);
            output.GetMemory(count);
            output.Advance(count);
            left -= count;
            Check(await output.FlushAsync(context.RequestAborted), context);
        }

        sending.EndFile();
    }

    private static async Task CopyAsync(HttpContext context, SafeFileHandle file, ByteRange range)
    {
        var output = context.Response.BodyWriter;
        for (var position = range.First; position <= range.Last;)
        {
            var count = (int)Math.Min(CopiedAtOnce, range.Last - position + 1);
            var read = await RandomAccess.ReadAsync(file, output.GetMemory(count)[..count], position, context.RequestAborted);
            if (read == 0)
            {
                throw new EndOfStreamException("The file ends before its recorded length.");
            }

            output.Advance(read);
            position += read;
            Check(await output.FlushAsync(context.RequestAborted), context);
        }
    }

    private static void Check(FlushResult flushed, HttpContext context)
    {
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new OperationCanceledException("The client is gone.", context.RequestAborted);
        }
    }
}
