using System.Text.Json;

namespace Graticule.Jobs.Execution;

/// <summary>
/// Appends lines to a workspace's <c>log.jsonl</c>, each in one write, so that readers see whole lines while the job runs. The worker
/// writes while it runs; the server writes before it starts and after it has ended.
/// </summary>
internal sealed class WorkspaceLog : IDisposable
{
    /// <summary>Longest message in characters; the rest is cut off.</summary>
    public const int LongestMessage = 8192;

    /// <summary>Bytes after which a worker's lines are dropped; the last line says so.</summary>
    public const long LargestFile = 16L << 20;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly long _largest;
    private bool _full;

    public WorkspaceLog(Workspace workspace, long largest = LargestFile)
    {
        _file = new(workspace.LogPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _largest = largest;
    }

    /// <summary>Appends one line and forgets about the file. Always has room: the server's few lines matter most.</summary>
    public static void Append(Workspace workspace, LogLine line)
    {
        using var log = new WorkspaceLog(workspace, long.MaxValue);
        log.Append(line);
    }

    public void Append(LogLine line)
    {
        lock (_lock)
        {
            if (_full)
            {
                return;
            }

            _full = _file.Length >= _largest;
            Write(_full ? line with { Level = LogLevel.Warning, Message = $"The log is full at {_largest} bytes; what follows is left out." } : line);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write(LogLine line)
    {
        var cut = line.Message.Length > LongestMessage ? line with { Message = line.Message[..LongestMessage] + "…" } : line;
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(cut, WorkspaceJson.Default.LogLine), (byte)'\n'];
        _file.Write(text);
    }
}
