namespace Graticule.EndToEnd.Lcmap;

/// <summary>Chips as clients of chipmunk fetch them: with requests, layer by layer, into arrays.</summary>
[Collection(CornerServerCollection.Name)]
public sealed class ChipClientTests(CornerServer server)
{
    private const string Fetch =
        """
        import base64, hashlib, sys
        import numpy, requests

        root = sys.argv[1]
        blue = ["LC08_SRB2", "LE07_SRB1", "LT05_SRB1", "LT04_SRB1"]
        quality = ["LC08_PIXELQA", "LE07_PIXELQA", "LT05_PIXELQA", "LT04_PIXELQA"]
        get = lambda path, **params: requests.get(root + path, params=params, timeout=60)

        corner = get("/grid/snap", x=-1815000, y=2864000).json()["chip"]["proj-pt"]
        assert corner == [-1815585.0, 2864805.0], corner
        assert len(get("/grid/near", x=-1815000, y=2864000).json()["chip"]) == 9
        kinds = {layer["ubid"]: layer for layer in get("/registry").json()}

        def series(ubids):
            chips = [chip for ubid in ubids for chip in get("/chips", x=corner[0], y=corner[1], acquired="1982-01-01/2018-01-01", ubid=ubid).json()]
            arrays = {}
            for chip in chips:
                data = base64.b64decode(chip["data"])
                assert hashlib.md5(data).hexdigest() == chip["hash"]
                kind = kinds[chip["ubid"]]
                arrays[chip["acquired"]] = numpy.frombuffer(data, kind["data_type"].lower()).reshape(*kind["data_shape"])
            return arrays

        blues, qualities = series(blue), series(quality)
        assert len(blues) == 40 and blues.keys() == qualities.keys(), (len(blues), len(qualities))
        clear = [date for date in sorted(blues) if ((qualities[date] & 2) != 0).mean() > 0.5]
        assert clear and all(0 < numpy.median(blues[date][(qualities[date] & 2) != 0]) < 2000 for date in clear)
        first = get("/chips", x=corner[0], y=corner[1], acquired="1982-01-01/2018-01-01", ubid="LE07_SRB1")
        again = requests.get(first.url, headers={"If-None-Match": first.headers["ETag"]}, timeout=60)
        assert again.status_code == 304 and not again.content
        wrong = get("/chips", x=corner[0], y=corner[1], acquired="1982-01-01/2018-01-01", ubid="NO_SUCH")
        assert wrong.status_code == 500 and wrong.json()["errors"], wrong.text
        print("ok")
        """;

    [Theory]
    [InlineData("/lcmap")]
    [InlineData("/lcmap/chipmunk")]
    public async Task A_client_of_chipmunk_fetches_series_of_a_chip(string root)
    {
        var run = await BuiltProgram.RunAsync("/usr/bin/python3", ["-c", Fetch, server.Address + root]);

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("ok", run.Output.Trim());
    }
}
