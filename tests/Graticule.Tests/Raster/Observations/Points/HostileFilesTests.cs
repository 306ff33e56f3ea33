using System.Text;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

/// <summary>Whatever a file holds, reading it ends: with rows, or with the one error that says what is wrong with it.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["a.csv"] = "time,lat,lon,depth,platform,id,wind_speed\n2018-04-01T00:00:00Z,1,2,3,3B,\"x\",4\n1522540800,-90,180,,,y,-1e5\n",
        ["a.tsv"] = "date\ttime\tlat\tlon\tchl\n20180401\t12:00:00\t1\t2\t3\n",
        ["a.json"] = """{"provider":"p","observations":[{"time":"2018-04-01T00:00:00Z","latitude":1,"longitude":2,"depth":0,"platform":{"code":"3B"},"wind_speed":1},{"time":1,"latitude":1,"longitude":2,"depth":null,"device":[1,"a"],"wind_speed":2}]}""",
        ["a.geojson"] = """{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[1,2]},"properties":{"time":5,"chl":1,"platform":"b"}}]}""",
        ["a.sb"] = "/begin_header\n/missing=-9\n/delimiter=comma\n/start_date=20180401\n/fields=time,lat,lon,chl\n/units=hh:mm:ss,degrees,degrees,mg\n/end_header\n12:00:00,1,2,3\n",
    };

    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    [InlineData("a.json")]
    [InlineData("a.geojson")]
    [InlineData("a.sb")]
    public void Changed_files_are_read_or_refused(string name)
    {
        var good = Encoding.UTF8.GetBytes(Good[name]);
        Random random = new(name.Length + name[2]);
        byte[] letters = [.. "\"'{}[]:,;\n\r\t 0-+.eENaz/=\\"u8, 0, 0xFF, 0xC3];
        var (read, refused) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            List<byte> bytes = [.. good];
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = letters[random.Next(letters.Length)];
                        break;
                    case 1:
                        bytes.Insert(at, letters[random.Next(letters.Length)]);
                        break;
                    default:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 6)));
                        break;
                }
            }

            var path = Path.Combine(_files.Folder, name);
            File.WriteAllBytes(path, [.. bytes]);
            try
            {
                using var rows = PointFiles.Read(path, new());
                Assert.True(rows.Table.Count > 0);
                read++;
            }
            catch (ObservationFileException)
            {
                refused++;
            }
        }

        Assert.True(read > 40 && refused > 10, $"{read} were read, {refused} refused");
    }

    [Fact]
    public void A_header_of_countless_columns_is_refused()
    {
        var names = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"v{i}"));
        var path = _files.Write("wide.csv", $"lat,lon,time,{names}\n1,2,3\n");
        Assert.Contains("variables", Assert.Throws<ObservationFileException>(() => _files.Build(path)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_closed_gives_nothing()
    {
        var (table, _) = _files.Build(_files.Write("a.csv", Good["a.csv"]));
        table.Dispose();
        Assert.Throws<ObjectDisposedException>(() => table.Latitudes.Length);
    }

    [Fact]
    public void A_name_of_no_format_is_told_what_there_is()
    {
        var path = _files.Write("a.xls", "");
        Assert.Contains(".parquet", Assert.Throws<ObservationFileException>(() => _files.Build(path)).Reason, StringComparison.Ordinal);
        Assert.False(PointFiles.Reads(path));
        Assert.True(PointFiles.Reads("A.CSV.GZ"));
    }
}
