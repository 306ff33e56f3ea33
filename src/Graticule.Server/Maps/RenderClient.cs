using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>
/// Has a process of its own draw. The process is started by the first request and again whenever it dies; a request that was under way
/// then is asked once more. What takes longer than it may costs that process its life, since native code cannot be stopped otherwise.
/// </summary>
/// <param name="options">How it is started, and limits.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Told of processes that die.</param>
public sealed class RenderClient(RenderOptions options, TimeProvider clock, ILogger<RenderClient> log) : IMapRenderer, IAsyncDisposable
{
    private const int Attempts = 2;

    private static readonly RenderJson Json = RenderJson.Default;

    private readonly RenderQueue _pictures = new(options.Threads, options.MostWaiting);
    private readonly RenderQueue _coverages = new(options.Writers, options.MostWaiting);
    private readonly SemaphoreSlim _starting = new(1);
    private RenderProcess? _process;
    private bool _isClosed;

    /// <summary>Number of the running process, for operators and tests; null while there is none.</summary>
    public int? ProcessId => _process is { IsAlive: true } process ? process.Id : null;

    /// <exception cref="MapRequestException">The request cannot be served.</exception>
    /// <exception cref="ProblemException">Unavailable.</exception>
    public async Task<ReadOnlyMemory<byte>> DrawAsync(MapRequest request, CancellationToken cancellationToken) =>
        await AskAsync(new(request.Path, RenderFrame.Make(RenderFrameKind.Draw, request, Json.MapRequest)), _pictures, options.Deadline, cancellationToken);

    /// <inheritdoc cref="DrawAsync"/>
    public async Task<LayerInfo> DescribeAsync(LayerRequest request, CancellationToken cancellationToken) =>
        Read(await AskAsync(new(request.Path, RenderFrame.Make(RenderFrameKind.Describe, request, Json.LayerRequest)), _pictures, options.Deadline, cancellationToken), Json.LayerInfo);

    /// <inheritdoc cref="DrawAsync"/>
    public async Task<PointValues> ProbeAsync(PointRequest request, CancellationToken cancellationToken) =>
        Read(await AskAsync(new(request.Path, RenderFrame.Make(RenderFrameKind.Probe, request, Json.PointRequest)), _pictures, options.Deadline, cancellationToken), Json.PointValues);

    /// <inheritdoc cref="DrawAsync"/>
    public async Task WriteAsync(CoverageRequest request, CancellationToken cancellationToken) =>
        await AskAsync(new(request.Path, RenderFrame.Make(RenderFrameKind.Write, request, Json.CoverageRequest)), _coverages, options.WriteDeadline, cancellationToken);

    /// <summary>Ends the process; requests after that are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        _isClosed = true;
        _process?.Dispose();
        _starting.Release();
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(Question question, RenderQueue queue, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(cancellationToken);
        var left = Attempts;
        while (true)
        {
            var process = await RunningAsync(cancellationToken);
            try
            {
                return await AskAsync(process, question, deadline, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                Discard(process, exception.Message);
                if (--left == 0)
                {
                    throw new ProblemException(new(ProblemKind.Unavailable, "Drawing failed twice: the process that draws ended while it worked on this request."), exception);
                }
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(RenderProcess process, Question question, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(deadline, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var connection = await process.TakeAsync(over.Token);
        try
        {
            var (kind, payload, figures) = await connection.AskAsync(question.Frame, over.Token);
            process.Return(connection);
            RenderLog.Tell(log, question.Path, (RenderFrameKind)question.Frame[4], figures);
            if (kind == RenderFrameKind.Done)
            {
                return payload;
            }

            var fault = Read(payload, Json.RenderFault);
            throw new MapRequestException(fault.Part, fault.Message);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            connection.Dispose();
            Discard(process, $"a request took longer than {deadline.TotalSeconds:0} s");
            throw new ProblemException(
                ProblemKind.Unavailable, $"The request took longer than {deadline.TotalSeconds:0} s and was given up; ask for a smaller part, or for fewer pixels.");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The running process, started if there is none.</summary>
    private async ValueTask<RenderProcess> RunningAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _process) is { IsAlive: true } running)
        {
            return running;
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_isClosed)
            {
                throw new ProblemException(ProblemKind.Unavailable, "The server is shutting down.");
            }

            if (_process is { IsAlive: true } started)
            {
                return started;
            }

            _process?.Dispose();
            using var late = new CancellationTokenSource(options.StartDeadline, clock);
            var process = await RenderProcess.StartAsync(options, late.Token);
            log.LogInformation("The process that draws maps has started.");
            Volatile.Write(ref _process, process);
            return process;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            log.LogError(exception, "The render process cannot be started.");
            throw new ProblemException(new(ProblemKind.Unavailable, "Maps cannot be drawn now: the process that draws does not start."), exception);
        }
        finally
        {
            _starting.Release();
        }
    }

    private void Discard(RenderProcess process, string reason)
    {
        var (id, isAlive, words) = (process.Id, process.IsAlive, process.Words);
        if (isAlive || words.Length > 0)
        {
            log.LogWarning("Render process {Process} is given up: {Reason} {Words}", id, reason, words);
        }

        process.Dispose();
    }

    private static T Read<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(payload.Span, type) ?? throw new IOException("The render process answered null.");

    /// <param name="Path">Of the file that is asked about.</param>
    /// <param name="Frame">The request.</param>
    private readonly record struct Question(string Path, byte[] Frame);
}
