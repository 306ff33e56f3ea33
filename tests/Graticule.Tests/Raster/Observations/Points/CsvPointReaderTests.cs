using System.Globalization;
using System.IO.Compression;
using System.Text;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class CsvPointReaderTests : IDisposable
{
    private readonly TableFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Columns_are_found_by_their_usual_names()
    {
        var (table, facts) = _files.Build(_files.Write("a.csv", """
            # made by hand
            Time,LATITUDE,Lon,depth,platform_code,platform_id,device,id,provider,project,sea_water_temperature,sea_water_temperature_quality,remark
            2018-04-02T00:00:00Z,10.5,-120.25,1.5,3B,sd-1041,CTD,obs-2,Saildrone,shark-2018,21.5,1,fine
            2018-04-01T00:00:00Z,"11",190,,41,,,obs-1,Saildrone,shark-2018,,,"a ""quoted"", one"

            """));
        Assert.Equal((2, 1522540800L, 1522627200L, 0L), (facts.Count, facts.Start, facts.End, facts.Rejected));
        Assert.Equal([11, 10.5], table.Latitudes.ToArray());
        Assert.Equal([-170, -120.25], table.Longitudes.ToArray());
        Assert.Equal([double.NaN, 1.5], table.Depths.ToArray());
        Assert.Equal([new("41"), new("3B", "sd-1041")], new[] { table.PlatformOf(0), table.PlatformOf(1) });
        Assert.Equal((null, "CTD", "obs-1", "obs-2"), (table.DeviceOf(0), table.DeviceOf(1), table.MetaOf(0), table.MetaOf(1)));
        Assert.Equal(("Saildrone", "shark-2018"), (facts.Provider, facts.Project));
        Assert.Equal(["sea_water_temperature", "sea_water_temperature_quality"], table.Variables.Select(variable => variable.Name));
        Assert.Equal("C", table.Variables[0].Units);
        Assert.Equal([double.NaN, 21.5], table.Values(0).ToArray());
        Assert.Contains("'remark'", Assert.Single(facts.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lat;lon;date;time;chl\n1;2;2018-04-01;12:30:00;0.5\n")]
    [InlineData("lat\tlon\tyear\tmonth\tday\thour\tminute\tchl\n1\t2\t2018\t4\t1\t12\t30\t0.5\n")]
    [InlineData("lat,lon,year,sdy,hour,minute,second,chl\n1,2,2018,91,12,30,0.0,0.5\n")]
    [InlineData("\uFEFFlatitude (degrees_north),longitude (degrees_east),time (UTC),chl [mg m-3]\r\n1,2,2018-04-01T12:30:00Z,0.5\r\n")]
    [InlineData("time,latitude,longitude,chl\nUTC,degrees_north,degrees_east,mg m-3\n2018-04-01T12:30:00Z,1,2,0.5\n")]
    [InlineData("lat,lon,timestamp,chl\n1,2,1522585800,0.5")]
    public void Times_marks_and_units_are_read_in_several_forms(string content)
    {
        var (table, _) = _files.Build(_files.Write("a.csv", content));
        Assert.Equal((1, 1.0, 2.0, 1522585800L), (table.Count, table.Latitudes[0], table.Longitudes[0], table.Times[0]));
        Assert.Equal("chl", Assert.Single(table.Variables).Name);
        Assert.Equal(0.5, table.Values(0)[0]);
        Assert.Equal(content.Contains("mg m-3", StringComparison.Ordinal) ? "mg m-3" : null, table.Variables[0].Units);
        Assert.Equal(["0"], table.PlatformCodes);
    }

    [Fact]
    public void Names_of_the_layout_go_before_the_usual_ones()
    {
        DatasetLayout layout = new() { Latitude = "y", Longitude = "x", Time = "when", Variables = ["lat"] };
        var (table, _) = _files.Build(_files.Write("a.csv", "x,y,when,lat,time,chl\n5,6,10,7,99,8\n"), layout);
        Assert.Equal((6, 5, 10L), (table.Latitudes[0], table.Longitudes[0], table.Times[0]));
        Assert.Equal(["lat"], table.Variables.Select(variable => variable.Name));
        Assert.Equal(7, table.Values(0)[0]);
    }

    [Fact]
    public void Bad_rows_are_left_out_counted_and_the_first_named()
    {
        StringBuilder text = new("lat,lon,time,chl\n91,0,0,1\n0,x,0,1\n0,0,soon,1\n0,0,100,1\n");
        for (var i = 0; i < 20; i++)
        {
            text.Append("0,400,0,1\n");
        }

        var (table, facts) = _files.Build(_files.Write("a.csv", text.ToString()));
        Assert.Equal((1, 23L, 5), (table.Count, facts.Rejected, facts.Faults.Count));
        Assert.StartsWith("line 2: the latitude 91 is not between -90 and 90", facts.Faults[0], StringComparison.Ordinal);
        Assert.StartsWith("line 3: the longitude 'x' is no number", facts.Faults[1], StringComparison.Ordinal);
        Assert.StartsWith("line 4: the time 'soon'", facts.Faults[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("lat,lon\n1,2\n", "has no column for time")]
    [InlineData("a,b\n1,2\n", "has no column for latitude, longitude, time")]
    [InlineData("lat,lon,time\n", "has no observations")]
    [InlineData("lat,lon,time\n1,2,never\n", "has no observation that can be read; line 2: the time 'never' is none")]
    public void Files_without_a_row_are_refused_with_the_reason(string content, string reason)
    {
        var path = _files.Write("a.csv", content);
        var fault = Assert.Throws<ObservationFileException>(() => _files.Build(path));
        Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_files.Folder, "*.points"));
    }

    [Fact]
    public void A_field_without_end_is_no_table()
    {
        var path = _files.Write("a.csv", "lat,lon,time\n1,2,\"" + new string('x', 200_000));
        Assert.Throws<ObservationFileException>(() => _files.Build(path));
    }

    [Fact]
    public void Packed_files_are_read_and_bombs_are_not()
    {
        var path = Path.Combine(_files.Folder, "a.csv.gz");
        Pack(path, stream => stream.Write("lat,lon,time,v\n1,2,3,4\n"u8));
        Assert.Equal(4, _files.Build(path).Table.Values(0)[0]);

        var bomb = Path.Combine(_files.Folder, "bomb.csv.gz");
        var blanks = new byte[1 << 20];
        Pack(bomb, stream =>
        {
            for (var i = 0; i < 80; i++)
            {
                stream.Write(blanks);
            }
        });
        using var unpacked = TextFile.Open(bomb);
        Assert.Contains("unpacks to more", Assert.Throws<InvalidDataException>(() => unpacked.CopyTo(Stream.Null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_tables_come_back_as_they_were_written()
    {
        Random random = new(4);
        var rows = Enumerable.Range(0, 3000).Select(i => (Lat: Math.Round((random.NextDouble() * 180) - 90, 5), Lon: Math.Round((random.NextDouble() * 360) - 180, 5), Time: 1_000_000L + i,
            Value: random.Next(4) == 0 ? double.NaN : random.NextDouble())).ToList();
        StringBuilder text = new("time,lat,lon,v\n");
        rows.ForEach(row => text.Append(CultureInfo.InvariantCulture, $"{row.Time},{row.Lat:R},{row.Lon:R},{(double.IsNaN(row.Value) ? "" : row.Value.ToString("R", CultureInfo.InvariantCulture))}\n"));
        var (table, _) = _files.Build(_files.Write("a.csv", text.ToString()));
        Assert.Equal(rows.Select(row => row.Lat), table.Latitudes.ToArray());
        Assert.Equal(rows.Select(row => row.Lon), table.Longitudes.ToArray());
        Assert.Equal(rows.Select(row => row.Time), table.Times.ToArray());
        Assert.Equal(rows.Select(row => row.Value), table.Values(0).ToArray());
    }

    private static void Pack(string path, Action<Stream> write)
    {
        using GZipStream stream = new(File.Create(path), CompressionLevel.Optimal);
        write(stream);
    }
}
