using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Tests.Analysis.Matchup.Results;

public sealed class MatchFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private string Name => Path.Combine(_folder, "found.matches");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_as_it_was()
    {
        List<MatchedPrimary> written = [.. Observed.Primaries(20_000, most: 9, secondaries: 5000)];
        var pairs = written.Sum(primary => primary.Matches.Count);
        JsonObject request = new() { ["primary"] = "grid", ["bbox"] = new JsonArray(1, 2, 3, 4) };

        var summary = MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, request, written, seconds: 1.25);
        using var file = MatchFile.Open(Name);

        Assert.Equal(new MatchSummary(20_000, pairs, 5000, 1.25), summary);
        Assert.Equal(summary, file.Summary);
        Assert.Equivalent(Observed.Grid, file.Primary, strict: true);
        Assert.Equivalent(Observed.Points, file.Secondary, strict: true);
        Assert.Equal(request.ToJsonString(), file.Request.ToJsonString());
        AssertSame(written, file.All());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(8191, 2)]
    [InlineData(8192, 1000)]
    [InlineData(19_990, 1000)]
    [InlineData(20_000, 5)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(3, long.MaxValue)]
    public void A_page_is_the_part_of_all_that_it_names(long first, long count)
    {
        List<MatchedPrimary> written = [.. Observed.Primaries(20_000, most: 3, secondaries: 700)];
        MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, [], written);
        using var file = MatchFile.Open(Name);

        var start = (int)Math.Min(first, written.Count);
        AssertSame(written[start..(int)(start + Math.Min(count, written.Count - start))], file.Page(first, count));
    }

    [Fact]
    public void Boxes_of_secondaries_come_with_their_secondary()
    {
        var written = Observed.Primaries(50, most: 4, secondaries: 20).ToList();
        Dictionary<string, IReadOnlyList<BoxValue>> boxes = new(StringComparer.Ordinal);
        foreach (var match in written.SelectMany(primary => primary.Matches))
        {
            boxes.TryAdd(match.Secondary.Id, match.Boxes);
        }

        MatchFileBuilder.Write(Name, Observed.Points, Observed.Grid, [], written, boxesOfSecondaries: true);
        using var file = MatchFile.Open(Name);

        Assert.All(file.All().SelectMany(primary => primary.Matches), match => Assert.Equal(boxes[match.Secondary.Id], match.Boxes));
        Assert.Contains(boxes.Values, found => found.Count > 0);
    }

    [Fact]
    public void Nothing_found_is_a_file_without_primaries()
    {
        MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, [], []);
        using var file = MatchFile.Open(Name);

        Assert.Equal(0, file.PrimaryCount);
        Assert.Empty(file.All());
    }

    [Fact]
    public void A_file_is_whole_or_absent()
    {
        using (MatchFileWriter writer = new(Name, Observed.Grid, Observed.Points, []))
        {
            foreach (var (point, _) in Observed.Primaries(10_000, 1, 1))
            {
                writer.AddPrimary(point, [], []);
            }

            Assert.False(File.Exists(Name));
        }

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_lacks_its_end_is_refused_wherever_it_was_cut()
    {
        MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, [], Observed.Primaries(100, 3, 10));
        var bytes = File.ReadAllBytes(Name);

        for (var length = 0; length < bytes.Length; length += 1 + (length / 50))
        {
            File.WriteAllBytes(Name, bytes[..length]);
            Assert.Contains("found.matches", Assert.Throws<InvalidDataException>(() => MatchFile.Open(Name)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_changed_byte_is_found_when_its_part_is_read()
    {
        MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, [], Observed.Primaries(100, 3, 10));
        var bytes = File.ReadAllBytes(Name);

        // The first eight bytes say what kind of file it is and are for other programs.
        for (var at = 8; at < bytes.Length; at += 1 + (at / 40))
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            File.WriteAllBytes(Name, changed);
            var exception = Assert.Throws<InvalidDataException>(() =>
            {
                using var file = MatchFile.Open(Name);
                return file.All().Count();
            });
            Assert.Contains("found.matches", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Several_threads_read_one_file()
    {
        List<MatchedPrimary> written = [.. Observed.Primaries(30_000, most: 3, secondaries: 9000)];
        MatchFileBuilder.Write(Name, Observed.Grid, Observed.Points, [], written);
        using var file = MatchFile.Open(Name);

        await Parallel.ForAsync(0, 30, (i, _) =>
        {
            AssertSame(written[(i * 1000)..((i + 1) * 1000)], file.Page(i * 1000, 1000));
            return ValueTask.CompletedTask;
        });
    }

    private static void AssertSame(IReadOnlyList<MatchedPrimary> expected, IEnumerable<MatchedPrimary> found)
    {
        var i = 0;
        foreach (var primary in found)
        {
            AssertSame(expected[i].Point, primary.Point);
            Assert.Equal(expected[i].Matches.Count, primary.Matches.Count);
            for (var k = 0; k < primary.Matches.Count; k++)
            {
                var (match, other) = (expected[i].Matches[k], primary.Matches[k]);
                AssertSame(match.Secondary, other.Secondary);
                Assert.Equal((match.Distance, match.TimeDifference), (other.Distance, other.TimeDifference));
                Assert.Equal(match.Boxes, other.Boxes);
            }

            i++;
        }

        Assert.Equal(expected.Count, i);
    }

    private static void AssertSame(MatchedPoint expected, MatchedPoint found)
    {
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(expected with { Values = found.Values }, found);
    }
}
