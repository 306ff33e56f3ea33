using Graticule.Server.Dialects.Cdms;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Server.Dialects.Cdms;

public sealed class MatchupReaderTests
{
    /// <summary>Each is wrong in one way, in the order in which they are looked at, and is told so although all before and after it are there.</summary>
    public static TheoryData<string, string?, string> Faults => new()
    {
        { "b", null, "'b' argument is required" },
        { "b", "1,2,3", "'b' argument is required" },
        { "primary", null, "'primary' argument is required" },
        { "secondary", null, "'secondary' argument is required" },
        { "parameter", "sst", "Parameter sst not supported. Must be one of ['air_pressure', 'air_temperature'" },
        { "startTime", null, "'startTime' argument is required. Can be int value seconds from epoch or string format" },
        { "endTime", "soon", "'endTime' argument is required. Can be int value seconds from epoch or string format" },
        { "startTime", "2018-04-02T00:00:00Z", "The starting time must be before the ending time. Received startTime: 2018-04-02T00:00:00+0000, endTime: 2018-04-01T23:59:59+0000" },
        { "depthMin", "5", "Depth Min should be less than Depth Max" },
        { "depthMax", "1m", "'depthMax' must be a number" },
        { "tt", "1.5", "'tt' must be a whole number" },
        { "tt", "-1", "'tt' must not be negative" },
        { "rt", "10km", "'rt' must be a number" },
        { "rt", "-1", "'rt' must not be negative" },
        { "platforms", null, "'platforms' argument is required" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_wrong_is_said(string name, string? value, string message)
    {
        var exception = await Assert.ThrowsAsync<CdmsException>(() => ReadAsync(With((name, value))));

        Assert.Equal(400, exception.Status);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_faults_the_first_in_the_order_of_the_api_is_told()
    {
        (string Name, string? Value)[] order =
        [
            ("b", null), ("primary", null), ("secondary", null), ("parameter", "x"), ("startTime", "x"), ("endTime", "x"), ("depthMin", "9"), ("tt", "1x"), ("rt", "1x"), ("platforms", null),
        ];
        string[] messages =
        [
            "'b'", "'primary'", "'secondary'", "Parameter x", "'startTime'", "'endTime'", "Depth Min", "'tt'", "'rt'", "'platforms'",
        ];

        for (var first = 0; first < order.Length; first++)
        {
            var exception = await Assert.ThrowsAsync<CdmsException>(() => ReadAsync(With(order[first..])));
            Assert.StartsWith(messages[first], exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_left_out_has_its_default()
    {
        var request = await ReadAsync("?b=1,2,3,4&primary=p&secondary=s&startTime=0&endTime=0&platforms=&platforms=1,2&resultSizeLimit=7");

        Assert.Equal(
            new MatchupRequest { Box = "1,2,3,4", Primary = "p", Secondary = "s", Start = 0, End = 0, Platforms = "1,2", TimeTolerance = 86400, RadiusTolerance = 1000 },
            request);
    }

    [Fact]
    public async Task All_schema_quantities_are_parameters()
    {
        var message = (await Assert.ThrowsAsync<CdmsException>(() => ReadAsync(With(("parameter", "x"))))).Message;
        string[] names = [.. message[(message.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Split(", ").Select(name => name.Trim('\''))];

        Assert.Equal(25, names.Length);
        foreach (var name in names)
        {
            Assert.Equal(name, (await ReadAsync(With(("parameter", name)))).Parameter);
        }
    }

    [Fact]
    public async Task Older_clients_call_the_secondary_matchup()
    {
        var request = await ReadAsync(With(("secondary", null), ("matchup", "a, b,a")));

        Assert.Equal(["a", "b"], request.Secondaries);
    }

    [Fact]
    public async Task A_job_remembers_what_was_asked()
    {
        var request = await ReadAsync(With(("secondary", "a,b"), ("depthMin", null)));

        Assert.Equal(request, MatchupRequest.Read(request.Write()));
    }

    [Fact]
    public async Task The_process_is_given_all_of_it()
    {
        var request = await ReadAsync(With(("matchOnce", "true"), ("prioritizeDistance", "no")));

        Assert.Equal(
            """{"primary":"p1","secondary":["s1"],"bbox":[-140,10,-110,40],"start":"2018-04-01T00:00:00Z","end":"2018-04-01T23:59:59Z","timeTolerance":86400,"radiusTolerance":50000,"platforms":["3B"],"matchOnce":true,"prioritizeDistance":false,"parameter":"mass_concentration_of_chlorophyll_in_sea_water","depthMin":-5,"depthMax":5}""",
            request.Inputs("p1", ["s1"]).ToJsonString());
    }

    /// <summary>The notebook's request, with some parameters as given; null: without.</summary>
    internal static string With(params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> parameters = new(StringComparer.Ordinal)
        {
            ["primary"] = "JPL-L4-MRVA-CHLA-GLOB-v3.0",
            ["secondary"] = "shark-2018",
            ["startTime"] = "2018-04-01T00:00:00Z",
            ["endTime"] = "2018-04-01T23:59:59Z",
            ["tt"] = "86400",
            ["rt"] = "50000",
            ["b"] = "-140,10,-110,40",
            ["platforms"] = "3B",
            ["parameter"] = "mass_concentration_of_chlorophyll_in_sea_water",
            ["depthMin"] = "-5",
            ["depthMax"] = "5",
            ["resultSizeLimit"] = "100",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return "?" + string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value!)}"));
    }

    private static async Task<MatchupRequest> ReadAsync(string query)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.QueryString = new(query);
        return MatchupReader.Read(await Arguments.ReadAsync(context.Request, default));
    }
}
