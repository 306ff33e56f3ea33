using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

public sealed class PairSetTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void A_file_knows_which_variables_have_values_as_a_walk_finds_them(int count)
    {
        using var file = Open(Samples.Primaries(count));
        var set = PairSet.Of(file);

        var (known, walked) = (set.FindVariables(CancellationToken.None), PairFacts.Of(set, CancellationToken.None).Seen);

        Assert.Equal(walked.Primary, known.Primary);
        Assert.Equal(walked.Secondary, known.Secondary);
        Assert.Equal(walked.Boxes, known.Boxes);
        Assert.Equal(count > 0, known.Boxes[0]);
    }

    [Fact]
    public void What_is_written_of_a_file_is_what_is_written_of_its_primaries()
    {
        var primaries = Samples.Primaries(100);
        using var file = Open(primaries);

        foreach (var format in (PairFormat[])[PairFormats.Csv, PairFormats.GeoJson])
        {
            Assert.Equal(File.ReadAllText(_folder.Write(format, Samples.Set(primaries))), File.ReadAllText(_folder.Write(format, PairSet.Of(file))));
        }
    }

    [Fact]
    public void Formats_are_found_by_media_type()
    {
        Assert.Same(PairFormats.Csv, PairFormats.Find("text/CSV; charset=utf-8"));
        Assert.Same(PairFormats.NetCdf, PairFormats.Find("application/netcdf"));
        Assert.Null(PairFormats.Find("image/png"));
        Assert.Null(PairFormats.Find(null));
        Assert.Equal(PairFormats.All.Count, PairFormats.All.Select(format => format.Extension).Distinct().Count());
    }

    [Fact]
    public void Progress_rises_to_the_end_of_the_walk()
    {
        var told = new Told();

        Assert.Equal(9000, Samples.Set(Samples.Primaries(9000)).Walk(told, CancellationToken.None).Count());

        Assert.Equal([0, 4096 / 9000.0, 8192 / 9000.0], told.Shares);
    }

    private MatchFile Open(IEnumerable<MatchedPrimary> primaries)
    {
        var path = Path.Combine(_folder.Root, Guid.NewGuid().ToString("N"));
        MatchFileBuilder.Write(path, Samples.Satellite, Samples.InPlace, [], primaries);
        return MatchFile.Open(path);
    }

    private sealed class Told : IProgress<double>
    {
        internal List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
