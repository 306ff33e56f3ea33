using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Graticule.Analysis.Matchup.Outputs;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

public sealed class CsvPairsTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CsvHelper_reads_every_field_of_every_pair()
    {
        var primaries = Samples.Primaries(200);
        var pairs = primaries.Pairs();

        var rows = Read(_folder.Write(PairFormats.Csv, Samples.Set(primaries)));

        Assert.Equal(pairs.Count, rows.Count);
        for (var i = 0; i < pairs.Count; i++)
        {
            var ((point, match), row) = (pairs[i], rows[i]);
            Assert.Equal(point.Id, row["primary_id"]);
            Assert.Equal(match.Secondary.Id, row["secondary_id"]);
            Assert.Equal(match.Secondary.Device ?? "", row["secondary_device"]);
            Assert.Equal(match.Secondary.Platform ?? "", row["secondary_platform"]);
            Assert.Equal(point.Time, DateTimeOffset.Parse(row["primary_time"], CultureInfo.InvariantCulture).ToUnixTimeSeconds());
            Assert.Equal(match.Secondary.Longitude, Number(row["secondary_longitude"]));
            Assert.Equal(match.Secondary.Depth ?? double.NaN, Number(row["secondary_depth"]));
            Assert.Equal(point.Value(0), Number(row["primary_analysed_sst"]));
            Assert.Equal(match.Secondary.Value(0), Number(row["secondary_sea_water_temperature"]));
            Assert.Equal(match.Secondary.Value(2), Number(row["secondary_wind speed (10 m)"]));
            Assert.Equal(match.Distance, Number(row["distance_m"]));
            Assert.Equal(match.TimeDifference, Number(row["time_difference_s"]));
            Assert.Equal(match.Boxes.Count == 0 ? double.NaN : match.Boxes[0].Mean, Number(row["box_analysed_sst_mean"]));
            Assert.Equal(match.Boxes.Count == 0 ? double.NaN : match.Boxes[0].ValidFraction, Number(row["box_analysed_sst_valid_fraction"]));
        }
    }

    [Fact]
    public void Columns_come_primary_first_and_what_has_no_values_has_none()
    {
        var header = Encoding.UTF8.GetString(File.ReadAllBytes(_folder.Write(PairFormats.Csv, Samples.Set(Samples.Primaries(20))))).Split("\r\n")[0].Split(',');

        Assert.Equal(
            [
                "primary_id", "primary_longitude", "primary_latitude", "primary_time", "primary_depth", "primary_platform", "primary_device", "primary_file",
                "primary_source", "primary_analysed_sst", "primary_analysis_error", "secondary_id", "secondary_longitude", "secondary_latitude", "secondary_time",
                "secondary_depth", "secondary_platform", "secondary_device", "secondary_file", "secondary_source", "secondary_sea_water_temperature",
                "secondary_sea_water_temperature_quality", "secondary_wind speed (10 m)", "secondary_depth_2", "distance_m", "time_difference_s",
                "box_analysed_sst_count", "box_analysed_sst_cells", "box_analysed_sst_mean", "box_analysed_sst_standard_deviation",
                "box_analysed_sst_coefficient_of_variation", "box_analysed_sst_valid_fraction",
            ],
            header);
    }

    [Fact]
    public void Without_pairs_there_is_the_header_alone()
    {
        var text = File.ReadAllText(_folder.Write(PairFormats.Csv, Samples.Set([])));

        Assert.StartsWith("primary_id,", text, StringComparison.Ordinal);
        Assert.EndsWith("distance_m,time_difference_s\r\n", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(character => character == '\n'));
    }

    [Fact]
    public void Writing_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => PairFormats.Csv.Write(Samples.Set(Samples.Primaries(2)), Path.Combine(_folder.Root, "x.csv"), null, source.Token));
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Read(string path)
    {
        using var reader = new CsvReader(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", Mode = CsvMode.RFC4180 });
        Assert.True(reader.Read() && reader.ReadHeader());
        List<Dictionary<string, string>> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.HeaderRecord!.ToDictionary(name => name, name => reader.GetField(name)!, StringComparer.Ordinal));
        }

        return rows;
    }
}
