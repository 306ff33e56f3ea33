using System.Globalization;
using System.Text;

namespace Graticule.Analysis.Batch;

/// <summary>
/// What the commands of a run print, each line behind <c>[2026-01-31T12:00:00Z]: </c>, the moment in UTC at which it began. A block for each
/// command: a line that announces it, what it prints, <c>Exited with code N</c>, and a line that is empty but for the time.
/// </summary>
/// <param name="path">The file; it is made.</param>
/// <param name="clock">Time.</param>
/// <param name="most">Bytes after which what commands print is left out.</param>
internal sealed class ProcessOutputLog(string path, TimeProvider clock, long most = 1L << 30) : IAsyncDisposable
{
    private const byte EndOfLine = (byte)'\n';

    /// <summary>Kept open, and outside of what commands can write: they could put a link in its place.</summary>
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private readonly MemoryStream _pending = new();
    private bool _isInLine;
    private bool _isFull;

    public void Begin(string command, string folder) => Say($"Launching {command}, Working dir: {folder}. Process output follows:");

    public void End(int exitCode)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"Exited with code {exitCode}"));
        Say("");
    }

    /// <summary>Whole lines of our own, on lines of their own.</summary>
    public void Say(string text)
    {
        if (_isInLine)
        {
            _pending.WriteByte(EndOfLine);
            _isInLine = false;
        }

        Add(Encoding.UTF8.GetBytes(text + "\n"));
        Flush();
    }

    /// <summary>Copies what a command prints, to its end.</summary>
    public async Task CopyAsync(Stream printed)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(printed, buffer) is > 0 and var count)
        {
            if (_isFull)
            {
                continue; // a full pipe would stop the command
            }

            Add(buffer.AsSpan(0, count));
            _isFull = _file.Position + _pending.Length >= most;
            if (_isFull)
            {
                Say(string.Create(CultureInfo.InvariantCulture, $"The output is longer than {most} bytes; the rest is left out."));
            }

            Flush();
        }
    }

    public ValueTask DisposeAsync()
    {
        _pending.Dispose();
        return _file.DisposeAsync();
    }

    private static async ValueTask<int> ReadAsync(Stream printed, byte[] buffer)
    {
        try
        {
            return await printed.ReadAsync(buffer);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        var prefix = Encoding.ASCII.GetBytes(clock.GetUtcNow().ToString("'['yyyy-MM-dd'T'HH:mm:ss'Z]: '", CultureInfo.InvariantCulture));
        while (!text.IsEmpty)
        {
            if (!_isInLine)
            {
                _pending.Write(prefix);
            }

            var end = text.IndexOf(EndOfLine);
            var line = end < 0 ? text : text[..(end + 1)];
            _pending.Write(line);
            _isInLine = end < 0;
            text = text[line.Length..];
        }
    }

    private void Flush()
    {
        _file.Write(_pending.GetBuffer().AsSpan(0, (int)_pending.Length));
        _pending.SetLength(0);
    }
}
