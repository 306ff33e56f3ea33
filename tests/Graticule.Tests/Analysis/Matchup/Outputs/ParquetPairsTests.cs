using Graticule.Analysis.Matchup.Outputs;
using Graticule.Tests.Raster.Tables;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

public sealed class ParquetPairsTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Another_reader_finds_every_pair()
    {
        var primaries = Samples.Primaries(80);
        var pairs = primaries.Pairs();

        var found = ParquetReader.Read(_folder.Write(PairFormats.GeoParquet, Samples.Set(primaries)));

        Assert.NotNull(found);
        var text = found.ToJsonString();
        var rows = found["rows"]!.AsArray();
        Assert.Equal(pairs.Count, rows.Count);
        Assert.Contains("1.1.0", text, StringComparison.Ordinal);
        for (var i = 0; i < pairs.Count; i++)
        {
            Assert.Equal(pairs[i].Match.Distance, (double)rows[i]!["distance_m"]!);
            Assert.Equal(pairs[i].Match.Secondary.Id, (string)rows[i]!["secondary_id"]!);
        }
    }

    [Fact]
    public void Lines_are_read_from_their_binary_form()
    {
        foreach (var (point, match) in Samples.Primaries(30).Pairs())
        {
            var line = PairLine.Of(point, match.Secondary);

            var read = new WKBReader().Read(line.ToBinary());

            Assert.Equal(line.Kind, read.GeometryType);
            Assert.Equal(line.Parts.SelectMany(part => part), read.Coordinates.Select(place => (place.X, place.Y)));
        }

        Assert.Equal(new Coordinate(1, 2), new WKBReader().Read(new PairLine([[(1, 2)]]).ToBinary()).Coordinate);
    }
}
