using System.Text;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>What a command prints: copied into a file of bounded size, told line by line, and the end of it kept.</summary>
internal sealed class PrintedLines : IAsyncDisposable
{
    private const int MostKept = 40;
    private const int LongestLine = 4096;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly long _most;
    private readonly Action<string>? _heard;
    private readonly Queue<string> _errors = new();
    private readonly Queue<string> _others = new();
    private bool _full;

    public PrintedLines(string path, long most, Action<string>? heard)
    {
        _file = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _most = most;
        _heard = heard;
    }

    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
            {
                return [.. _errors.Count > 0 ? _errors : _others];
            }
        }
    }

    /// <summary>Reads to the end, whatever is printed and however much: a full pipe would stop the command.</summary>
    public async Task ReadAsync(Stream stream, bool isError)
    {
        var buffer = new byte[16384];
        var decoder = Encoding.UTF8.GetDecoder();
        var letters = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        var line = new StringBuilder();
        int count;
        while ((count = await ReadSomeAsync(stream, buffer)) > 0)
        {
            Keep(buffer.AsSpan(0, count));
            var decoded = decoder.GetChars(buffer, 0, count, letters, 0);
            for (var i = 0; i < decoded; i++)
            {
                Add(line, letters[i], isError);
            }
        }

        Tell(line, isError);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static async Task<int> ReadSomeAsync(Stream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Add(StringBuilder line, char letter, bool isError)
    {
        // A carriage return begins a line anew: that is how programs draw progress.
        if (letter is '\n' or '\r')
        {
            Tell(line, isError);
        }
        else if (line.Length < LongestLine)
        {
            line.Append(letter);
        }
    }

    private void Tell(StringBuilder line, bool isError)
    {
        if (line.Length == 0)
        {
            return;
        }

        var text = line.ToString();
        line.Clear();
        lock (_lock)
        {
            var kept = isError ? _errors : _others;
            if (kept.Count == MostKept)
            {
                kept.Dequeue();
            }

            kept.Enqueue(text);
        }

        _heard?.Invoke(text);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_full)
            {
                return;
            }

            try
            {
                var room = (int)Math.Min(bytes.Length, _most - _file.Length);
                _file.Write(bytes[..room]);
                _full = room < bytes.Length;
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The disk is full (the command's own trouble says so, and reading must go on), or nobody waits for the rest.
                _full = true;
            }
        }
    }
}
