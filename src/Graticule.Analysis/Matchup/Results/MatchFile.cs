using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>
/// What a match-up found, in a file: primaries in their order, each with its secondaries. Any part of it is read in time proportional to that part.
/// For several threads at once.
/// </summary>
public sealed class MatchFile : IDisposable
{
    public const string MediaType = "application/vnd.graticule.matches";

    /// <summary>Secondaries that one walk over primaries remembers, since neighbours share them.</summary>
    private const int MostRemembered = 65_536;

    private readonly SafeFileHandle _file;
    private readonly BlockStore _blocks;
    private readonly bool _boxesOfSecondaries;

    private MatchFile(SafeFileHandle file, MatchFileHeader header, BlockStore blocks)
    {
        (_file, _blocks, _boxesOfSecondaries) = (file, blocks, header.BoxesOfSecondaries);
        (Primary, Secondary, Request, Summary) = (header.Primary, header.Secondary, header.Request, header.Summary);
    }

    public MatchSide Primary { get; }

    public MatchSide Secondary { get; }

    /// <summary>What was asked for, as the writer was told.</summary>
    public JsonObject Request { get; }

    public MatchSummary Summary { get; }

    public long PrimaryCount => Summary.Primaries;

    /// <exception cref="InvalidDataException">It is no match file, not a whole one, or damaged; the message says what is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MatchFile Open(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            var (header, directory) = ReadFooter(file, path);
            return new(file, header, new BlockStore(file, path, directory, header.Strings, header.Summary));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Primaries by number, in their order, fewer where there are no more.</summary>
    /// <param name="first">Number of the first, from 0.</param>
    /// <param name="count">How many at most.</param>
    /// <exception cref="InvalidDataException">While it is walked through: the file is damaged.</exception>
    public IEnumerable<MatchedPrimary> Page(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        Dictionary<int, (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes)> known = [];
        var end = first >= PrimaryCount ? first : first + Math.Min(count, PrimaryCount - first);
        for (var number = first; number < end; number++)
        {
            if (known.Count > MostRemembered)
            {
                known.Clear();
            }

            yield return PrimaryAt(number, known);
        }
    }

    /// <summary>All primaries, in their order.</summary>
    public IEnumerable<MatchedPrimary> All() => Page(0, PrimaryCount);

    public void Dispose() => _file.Dispose();

    private MatchedPrimary PrimaryAt(long number, Dictionary<int, (MatchedPoint Point, IReadOnlyList<BoxValue> Boxes)> known)
    {
        var (block, index) = _blocks.Primary(number);
        var point = block.PointAt(index);
        var own = _boxesOfSecondaries ? [] : block.BoxesAt(index);
        var secondaries = block.SecondariesAt(index);
        var distances = block.DistancesAt(index);
        var matches = new Match[secondaries.Length];
        for (var i = 0; i < matches.Length; i++)
        {
            if (!known.TryGetValue(secondaries[i], out var secondary))
            {
                var (there, at) = _blocks.Secondary(secondaries[i]);
                known[secondaries[i]] = secondary = (there.PointAt(at), _boxesOfSecondaries ? there.BoxesAt(at) : []);
            }

            matches[i] = new(secondary.Point, distances[i], secondary.Point.Time - point.Time, _boxesOfSecondaries ? secondary.Boxes : own);
        }

        return new(point, matches);
    }

    private static (MatchFileHeader Header, BlockEntry[] Directory) ReadFooter(SafeFileHandle file, string path)
    {
        var name = Path.GetFileName(path);
        var length = RandomAccess.GetLength(file);
        var tail = new byte[MatchFileFormat.TrailerLength];
        if (length < MatchFileFormat.Signature.Length + tail.Length || BlockStore.Read(file, tail, length - tail.Length) < tail.Length
            || Trailer.Read(tail) is not { } trailer)
        {
            throw new InvalidDataException($"'{name}' is not a whole file of matches.");
        }

        var directoryLength = (long)trailer.Blocks * BlockEntry.Size;
        if (trailer.Offset < 0 || trailer.Blocks < 0 || trailer.Length < directoryLength || trailer.Offset + trailer.Length + tail.Length != length)
        {
            throw new InvalidDataException($"The file of matches '{name}' is damaged: its parts do not fit together.");
        }

        var footer = new byte[trailer.Length];
        if (BlockStore.Read(file, footer, trailer.Offset) < footer.Length || Checksum.Of(footer) != trailer.Crc)
        {
            throw new InvalidDataException($"The file of matches '{name}' is damaged: its directory has another checksum.");
        }

        var directory = new BlockEntry[trailer.Blocks];
        for (var i = 0; i < directory.Length; i++)
        {
            directory[i] = BlockEntry.Read(footer.AsSpan(i * BlockEntry.Size));
        }

        try
        {
            var header = JsonSerializer.Deserialize(footer.AsSpan((int)directoryLength), MatchFileJson.Default.MatchFileHeader);
            return (header ?? throw new JsonException("it is null"), directory);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The file of matches '{name}' is damaged: its header cannot be read ({exception.Message}).", exception);
        }
    }
}
