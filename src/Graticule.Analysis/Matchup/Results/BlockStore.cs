using Microsoft.Win32.SafeHandles;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>The blocks of a match file, read when they are asked for; the last ones used are kept, at most so many bytes. For several threads at once.</summary>
internal sealed class BlockStore
{
    private const long MostBytes = 32 << 20;

    private readonly SafeFileHandle _file;
    private readonly string _name;
    private readonly IReadOnlyList<string> _strings;
    private readonly BlockEntry[] _primaries;
    private readonly BlockEntry[] _secondaries;
    private readonly Dictionary<long, LinkedListNode<(long Offset, PointBlock Block)>> _kept = [];
    private readonly LinkedList<(long Offset, PointBlock Block)> _order = [];
    private readonly Lock _lock = new();
    private long _bytes;

    /// <exception cref="InvalidDataException">The directory cannot be that of a file with so many observations.</exception>
    public BlockStore(SafeFileHandle file, string path, BlockEntry[] directory, IReadOnlyList<string> strings, MatchSummary summary)
    {
        (_file, _name, _strings) = (file, Path.GetFileName(path), strings);
        _primaries = [.. directory.Where(entry => entry.Kind is BlockKind.Primaries)];
        _secondaries = [.. directory.Where(entry => entry.Kind is BlockKind.Secondaries)];
        if (!Follow(_primaries, summary.Primaries) || !Follow(_secondaries, summary.UniqueSecondaries))
        {
            throw new InvalidDataException($"The file of matches '{_name}' is damaged: its directory does not fit its summary.");
        }
    }

    public (PointBlock Block, int Index) Primary(long number) => Find(_primaries, number);

    public (PointBlock Block, int Index) Secondary(long number) => Find(_secondaries, number);

    /// <summary>Fills the buffer as far as the file goes; gives the number of bytes.</summary>
    public static int Read(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var done = 0;
        while (done < buffer.Length && RandomAccess.Read(file, buffer[done..], offset + done) is > 0 and var more)
        {
            done += more;
        }

        return done;
    }

    private (PointBlock Block, int Index) Find(BlockEntry[] entries, long number)
    {
        var (low, high) = (0, entries.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = entries[middle].First <= number ? (middle, high) : (low, middle - 1);
        }

        return entries.Length == 0 || number < 0 || number - entries[low].First >= entries[low].Points
            ? throw new InvalidDataException($"The file of matches '{_name}' is damaged: an observation is missing.")
            : (Load(entries[low]), (int)(number - entries[low].First));
    }

    private PointBlock Load(BlockEntry entry)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(entry.Offset, out var kept))
            {
                if (kept.Previous is not null)
                {
                    _order.Remove(kept);
                    _order.AddFirst(kept);
                }

                return kept.Value.Block;
            }
        }

        var block = ReadBlock(entry);
        lock (_lock)
        {
            if (_kept.TryAdd(entry.Offset, new((entry.Offset, block))))
            {
                _order.AddFirst(_kept[entry.Offset]);
                _bytes += block.Length;
            }

            while (_bytes > MostBytes && _order.Count > 1)
            {
                var last = _order.Last!.Value;
                _order.RemoveLast();
                _kept.Remove(last.Offset);
                _bytes -= last.Block.Length;
            }
        }

        return block;
    }

    private PointBlock ReadBlock(BlockEntry entry)
    {
        var bytes = new byte[entry.Length];
        if (Read(_file, bytes, entry.Offset) < bytes.Length || Checksum.Of(bytes) != entry.Crc)
        {
            throw new InvalidDataException($"The file of matches '{_name}' is damaged: a block has another checksum.");
        }

        try
        {
            PointBlock block = new(bytes, _strings);
            return block.Count == entry.Points ? block : throw new InvalidDataException("a block has another number of observations");
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The file of matches '{_name}' is damaged: {exception.Message}.", exception);
        }
    }

    /// <summary>Whether the blocks go from 0 to the number without a gap.</summary>
    private static bool Follow(BlockEntry[] entries, long total)
    {
        var next = 0L;
        foreach (var entry in entries)
        {
            if (entry.First != next || entry.Points <= 0 || entry.Length <= 0 || entry.Offset < 0)
            {
                return false;
            }

            next += entry.Points;
        }

        return next == total;
    }
}
