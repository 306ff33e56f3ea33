using System.Globalization;
using Graticule.Analysis.Batch.Staging;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Sandbox;
using Graticule.Jobs;

namespace Graticule.Analysis.Batch;

/// <summary>One run: its files, then its commands one after the other, until one fails or all are to end.</summary>
internal sealed class CaseRun
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly BatchOrder _order;
    private readonly BatchFolder _folder;
    private readonly BatchWalls _walls;
    private readonly int _number;
    private readonly int _diskMiB;

    private readonly PackageSite _site;

    /// <param name="order">What it is part of.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="walls">What commands see of this machine.</param>
    /// <param name="site">Container images.</param>
    /// <param name="number">From 1.</param>
    /// <param name="diskMiB">What it may write.</param>
    public CaseRun(BatchOrder order, BatchFolder folder, BatchWalls walls, PackageSite site, int number, int diskMiB)
    {
        (_order, _folder, _walls, _site, _number, _diskMiB) = (order, folder, walls, site, number, diskMiB);
        var work = Directory.CreateDirectory(folder.WorkOf(number, order.Cases is not null)).FullName;
        Directory.CreateDirectory(folder.TemporaryOf(number));
        Staged = new(work, canMount: walls.AreThere);
    }

    /// <summary>What was put into the work folder.</summary>
    public StagedFiles Staged { get; }

    private IReadOnlyDictionary<string, string>? Row => _order.Cases?[_number - 1];

    public async Task<BatchRunRecord> RunAsync(BatchRunRecord begun, StopRequest stop, CancellationToken cancellationToken)
    {
        await using var log = new ProcessOutputLog(_folder.LogOf(_number), TimeProvider.System);
        var ended = await StageAsync(log, begun, cancellationToken) ?? await RunAsync(log, begun, stop, cancellationToken);
        return ended with { EndedAt = TimeProvider.System.GetUtcNow() };
    }

    private async Task<BatchRunRecord?> StageAsync(ProcessOutputLog log, BatchRunRecord begun, CancellationToken cancellationToken)
    {
        try
        {
            await new FileStaging(Staged, (long)_diskMiB << 20).StageAsync(_order.Files, _order.Templates, Row, cancellationToken);
            return null;
        }
        catch (ProblemException exception)
        {
            log.Begin($"(none: {exception.Problem.Message})", _walls.WorkOf(_folder, _number, _order));
            log.End(1);
            return begun with { ExitCode = 1, Stop = BatchStop.Staging, Reason = exception.Problem.Message };
        }
    }

    private async Task<BatchRunRecord> RunAsync(ProcessOutputLog log, BatchRunRecord begun, StopRequest stop, CancellationToken cancellationToken)
    {
        var record = begun;
        if (_order.IsDryRun)
        {
            log.Begin("(none: only the files of the templates were asked for)", _walls.WorkOf(_folder, _number, _order));
            log.End(0);
            return record with { ExitCode = 0 };
        }

        foreach (var analysis in _order.Analyses)
        {
            if (stop.Stop is { } reason)
            {
                return record with { Stop = reason };
            }

            log.Begin(analysis.Command, _walls.WorkOf(_folder, _number, _order));
            record = await RunAsync(analysis, log, record, stop, cancellationToken);
            if (record.Reason is not null)
            {
                log.Say(record.Reason);
            }

            log.End(record.ExitCode ?? 1);
            if (record.Stop is not null || record.ExitCode != 0)
            {
                break;
            }
        }

        return record;
    }

    private async Task<BatchRunRecord> RunAsync(
        BatchAnalysis analysis, ProcessOutputLog log, BatchRunRecord record, StopRequest stop, CancellationToken cancellationToken)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(stop, mine, ended.Token);
        SandboxResult result;
        try
        {
            result = await SandboxRun.RunAsync(await OrderAsync(analysis, log, mine.Token, cancellationToken), TimeProvider.System, cancellationToken);
        }
        catch (ProblemException exception)
        {
            return record with { ExitCode = 127, Stop = BatchStop.Staging, Reason = $"The command cannot be started: {exception.Problem.Message}" };
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        var why = result.Reason is not null ? BatchStop.Limit : stop.Stop ?? (mine.IsCancellationRequested ? BatchStop.Asked : null);
        return record with { ExitCode = result.ExitCode, Stop = why, Reason = result.Reason is { } reason ? $"The command was ended: {reason}" : Words(why) };
    }

    private async Task<SandboxOrder> OrderAsync(BatchAnalysis analysis, ProcessOutputLog log, CancellationToken stop, CancellationToken cancellationToken)
    {
        var limits = _order.Limits;
        byte[] input = [];
        var container = analysis.Image is null ? null : await BatchContainer.MakeAsync(_site, _folder, _number, _order, analysis, Staged, cancellationToken);
        return new()
        {
            Command = container?.Command ?? _walls.Command(_folder, _number, _order, analysis, Staged, out input),
            Remove = container?.Remove,
            Input = input,
            Limits = new(limits.MemoryMiB, limits.Processes, _diskMiB, TimeSpan.FromDays(3650)) { Cores = analysis.Cores },
            Folders = [_folder.WorkOf(_number, _order.Cases is not null), _folder.Home, _folder.TemporaryOf(_number)],
            LogPath = _folder.LogOf(_number),
            Printed = log.CopyAsync,
            CountsTime = false,
            Stop = stop,
            Grace = TimeSpan.FromSeconds(limits.GraceSeconds),
        };
    }

    private async Task WatchAsync(StopRequest stop, CancellationTokenSource mine, CancellationToken ended)
    {
        try
        {
            while (!stop.IsAsked(_number))
            {
                await Task.Delay(LookEvery, ended);
            }

            await mine.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The command has ended.
        }
    }

    private string? Words(BatchStop? why) => why switch
    {
        BatchStop.Asked => "The command was ended because a stop was asked for.",
        BatchStop.WallTime => string.Create(CultureInfo.InvariantCulture, $"The command was ended because the job ran longer than its {_order.Limits.WallSeconds:0.#} s."),
        _ => null,
    };
}
