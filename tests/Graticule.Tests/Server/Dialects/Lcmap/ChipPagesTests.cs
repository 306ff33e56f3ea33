using System.Diagnostics;
using System.Text;
using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>Whole chips.</summary>
[Collection(LcmapServerCollection.Name)]
public sealed class ChipPagesTests(LcmapServer server)
{
    private static readonly string[] Columns =
    [
        "chip_x", "chip_y", "algorithm", "x", "y", "chip_update_requested", "inputs_md5", "inputs_url", "result", "result_md5", "result_ok", "result_produced",
    ];

    [Fact]
    public async Task A_chip_that_nobody_asked_for_has_no_rows_and_is_not_queued()
    {
        var chip = server.NextChip();

        var (status, body) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}");

        Assert.Equal((200, 0), (status, body!.AsArray().Count));
        Assert.Null(await server.Store.FindAsync(chip, default));
    }

    [Fact]
    public async Task A_chip_that_was_asked_for_has_the_tickets_as_rows()
    {
        var chip = server.NextChip();
        server.Process.Hold(chip);
        await server.GetAsync(LcmapServer.PathOf(chip, 7, 1));
        await server.GetAsync(LcmapServer.PathOf(chip, 2, 5));

        var (_, body) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX + 1}&y={chip.ChipY - 1}");

        server.Process.Release(chip);
        Assert.Equal([chip.ChipX + 60, chip.ChipX + 210], body!.AsArray().Select(row => (int)row!["x"]!));
        Assert.All(body.AsArray(), row => Assert.Equal(Columns, row!.AsObject().Select(member => member.Key)));
        Assert.All(body.AsArray(), row => Assert.Null(row!["result_ok"]));
    }

    [Fact]
    public async Task A_chip_with_results_has_ten_thousand_rows_by_x_and_then_y_rising()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (status, body) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}");

        var rows = body!.AsArray();
        Assert.Equal((200, 10_000), (status, rows.Count));
        var expected = Enumerable.Range(0, 100).SelectMany(column => Enumerable.Range(0, 100).Select(row => (chip.ChipX + (30 * column), chip.ChipY - 2970 + (30 * row))));
        Assert.Equal(expected, rows.Select(row => ((int)row!["x"]!, (int)row["y"]!)));
        Assert.Equal(ChipTestProcess.FailedAtFirst, rows.Count(row => !(bool)row!["result_ok"]!));
        Assert.All(rows, row => Assert.Equal(PixelDocument.Md5(Encoding.UTF8.GetBytes((string)row!["result"]!)), (string?)row["result_md5"]));
        Assert.All(rows.Take(200), row => Assert.Equal(Columns, row!.AsObject().Select(member => member.Key)));
    }

    [SkippableFact]
    public async Task The_file_of_a_chip_is_what_the_notebook_writes_byte_by_byte()
    {
        Skip.IfNot(File.Exists("/usr/bin/python3"), "Python is not installed.");
        var chip = server.NextChip();
        await server.ComputeAsync(chip);
        var (response, file) = await server.SendAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&format=file");
        var (_, rows) = await server.SendAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}");

        var written = await PythonAsync(rows);

        Assert.Equal($"{chip.ChipX}_{chip.ChipY}.json", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(written, file);
    }

    [Fact]
    public async Task The_segments_of_a_chip_are_a_table()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (response, text) = await server.SendAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&format=parquet");

        Assert.Equal("application/vnd.apache.parquet", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("PAR1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format=tif")]
    [InlineData("format=tif&date=2010-07-01")]
    public async Task The_segments_of_a_chip_are_an_image(string query)
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (response, text) = await server.SendAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&{query}");

        Assert.Equal("image/tiff; application=geotiff; profile=cloud-optimized", response.Content.Headers.ContentType!.ToString());
        Assert.Equal($"{chip.ChipX}_{chip.ChipY}.tif", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.StartsWith("II*", text, StringComparison.Ordinal);
        Assert.Equal(400, (await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&format=tif&date=July")).Status);
    }

    [Theory]
    [InlineData("format=xml", 400)]
    [InlineData("format=parquet", 404)]
    public async Task A_format_that_there_is_not_or_a_chip_that_there_is_not_is_refused(string query, int expected)
    {
        var chip = server.NextChip();

        var (status, _) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&{query}");

        Assert.Equal(expected, status);
    }

    /// <summary>The notebook's two functions, on rows as the driver of the database gives them.</summary>
    private static async Task<string> PythonAsync(string rows)
    {
        const string Script =
            """
            import json, sys
            from datetime import datetime
            def json_serial(obj):
                if isinstance(obj, datetime):
                    return obj.isoformat()
                raise TypeError("Type not serializable")
            rows = json.load(sys.stdin)
            for row in rows:
                for name in ('chip_update_requested', 'result_produced'):
                    form = '%Y-%m-%dT%H:%M:%S.%fZ' if '.' in row[name] else '%Y-%m-%dT%H:%M:%SZ'
                    row[name] = datetime.strptime(row[name], form)
            json.dump(list(rows), sys.stdout, default=json_serial)
            """;
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        var reading = python.StandardOutput.ReadToEndAsync();
        await python.StandardInput.WriteAsync(rows);
        python.StandardInput.Close();
        return await reading;
    }
}
