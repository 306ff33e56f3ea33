using System.Net;
using System.Net.Sockets;
using Graticule.Jobs;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Lcmap.Cql;

/// <summary>One client: its requests are read in turn and answered as they get ready, a few at the same time.</summary>
internal sealed class CqlConnection : IDisposable
{
    private readonly CqlService _service;
    private readonly CqlSession _session;
    private readonly Stream _stream;
    private readonly FrameReader _reader;
    private readonly FrameSender _sender;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _end;

    public CqlConnection(CqlService service, Stream stream, IPAddress address, CancellationToken stopping)
    {
        _service = service;
        _stream = stream;
        _session = new(service, service.CatalogAt(address));
        _reader = new(stream, service.Limits);
        _sender = new(stream, service.Limits.SendTime);
        _slots = new(service.Limits.MaxRequests);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public bool IsReady => _session.IsReady;

    /// <summary>Serves until the client goes, is too slow or breaks the protocol, or the server stops.</summary>
    /// <param name="ready">Told once when the client has proved who it is.</param>
    public async Task RunAsync(Action ready)
    {
        try
        {
            await ReadAllAsync(ready);
        }
        catch (RefusedFrameException refused)
        {
            await _sender.SendAsync(ErrorBody.Frame(refused), _end.Token);
            await LeaveAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone, too slow, or told to end.
        }
        finally
        {
            await _end.CancelAsync();
            for (var i = 0; i < _service.Limits.MaxRequests; i++)
            {
                await _slots.WaitAsync(CancellationToken.None);
            }
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _slots.Dispose();
        _sender.Dispose();
        _reader.Dispose();
    }

    private async Task ReadAllAsync(Action ready)
    {
        using var handshake = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        handshake.CancelAfter(_service.Limits.HandshakeTime);
        while (await _reader.ReadAsync(_service.Limits.IdleTime, _session.IsReady ? _end.Token : handshake.Token) is { } frame)
        {
            if (frame.Opcode is Opcode.Query or Opcode.Execute && _session.IsReady)
            {
                await _slots.WaitAsync(_end.Token);
                _ = AnswerAsideAsync(frame);
                continue;
            }

            var wasReady = _session.IsReady;
            if (!await AnswerAsync(frame))
            {
                await LeaveAsync();
                return;
            }

            if (_session.IsReady && !wasReady)
            {
                ready();
            }
        }
    }

    private async Task AnswerAsideAsync(Frame frame)
    {
        await Task.Yield();
        try
        {
            if (!await AnswerAsync(frame))
            {
                await _end.CancelAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await _end.CancelAsync();
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> AnswerAsync(Frame frame)
    {
        using (frame)
        {
            using BodyWriter body = new();
            CqlException fault;
            try
            {
                if (frame.Opcode is Opcode.Query or Opcode.Execute && _session.IsReady)
                {
                    await AnswerRowsAsync(frame, body);
                }
                else
                {
                    var opcode = await _session.AnswerAsync(frame, body, _end.Token);
                    await _sender.SendAsync(body.Finish(frame.Version, frame.Stream, opcode), _end.Token);
                }

                return true;
            }
            catch (CqlException exception)
            {
                fault = exception;
            }
            catch (ProblemException exception)
            {
                fault = new(exception.Problem.Kind == ProblemKind.Unavailable ? CqlError.Overloaded : CqlError.Server, exception.Problem.Message);
            }
            catch (Exception exception) when (exception is not (IOException or SocketException or OperationCanceledException or ObjectDisposedException))
            {
                _service.Log.Log(LogLevel.Error, exception, "A request in CQL failed");
                fault = new(CqlError.Server, "The server met an error of its own; its log says more.");
            }

            using BodyWriter error = new();
            ErrorBody.Write(error, fault);
            await _sender.SendAsync(error.Finish(frame.Version, frame.Stream, Opcode.Error), _end.Token);
            return !fault.EndsConnection;
        }
    }

    private async Task AnswerRowsAsync(Frame frame, BodyWriter body)
    {
        if (await _session.ReadAsync(frame, body, _end.Token) is not var (select, parameters))
        {
            await _sender.SendAsync(body.Finish(frame.Version, frame.Stream, Opcode.Result), _end.Token);
            return;
        }

        // What fits into memory many times over needs no turn: clients can connect while others fetch.
        var isLarge = !select.Plan.Table.IsSmall && !select.Plan.Counts;
        if (isLarge)
        {
            await _service.Pages.WaitAsync(_end.Token);
        }

        try
        {
            await _service.Selects.WriteAsync(body, select, parameters, _end.Token);
            await _sender.SendAsync(body.Finish(frame.Version, frame.Stream, Opcode.Result), _end.Token);
        }
        finally
        {
            if (isLarge)
            {
                _service.Pages.Release();
            }
        }
    }

    /// <summary>Ends so that the last answer arrives: what the client still sends is read and dropped for a moment, or its system would drop the answer.</summary>
    private async Task LeaveAsync()
    {
        if (_stream is NetworkStream { Socket: var socket })
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        using var moment = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        moment.CancelAfter(TimeSpan.FromSeconds(1));
        var dropped = new byte[4096];
        while (await _stream.ReadAsync(dropped, moment.Token) > 0)
        {
            // Nobody reads this.
        }
    }
}
