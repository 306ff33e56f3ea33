using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Server.Dialects.Cdms;

/// <summary>Stands in for the process that matches: what it does is in the name of the primary data set.</summary>
internal sealed class MatchupTestProcess : IProcess
{
    /// <summary>Gives <see cref="Found"/>.</summary>
    public const string Finds = "finds";

    /// <summary>Works until it is cancelled.</summary>
    public const string Waits = "waits";

    public const string Fails = "fails";

    /// <summary>There are no observations of it where they were looked for.</summary>
    public const string Misses = "misses";

    /// <summary>Gives as many primaries as the tolerance of time has seconds.</summary>
    public const string Counts = "counts";

    public static IReadOnlyList<string> Primaries { get; } = [Finds, Waits, Fails, Misses, Counts];

    private static readonly MatchSide Wind = new(
        Finds, DatasetKind.Grid, [new("wind_speed", "wind_speed", "Wind", "m s-1"), new("ice", null, null, "1")]);

    private static readonly MatchSide Drifters = new("drifters", DatasetKind.Points, [new("sea_water_temperature", null, null, "C"), new("sea_water_temperature_quality")]);

    public ProcessDescription Description { get; } = new()
    {
        Id = "matchup",
        Title = "Matchup",
        Inputs =
        [
            .. ((string[])["primary", "start", "end", "bbox", "timeTolerance", "radiusTolerance", "parameter", "depthMin", "depthMax", "matchOnce", "prioritizeDistance"])
                .Select(name => new Parameter(name, []) { Title = name, MinOccurs = 0 }),
            .. ((string[])["secondary", "platforms"]).Select(name => new Parameter(name, []) { Title = name, MinOccurs = 0, MaxOccurs = null }),
        ],
        Outputs = [new("matches", []) { Title = "Matches", MediaTypes = [MatchFile.MediaType] }, new("summary", []) { Title = "Summary" }],
    };

    /// <summary>Two primaries: one with two matches, one of which is of nothing known, and one whose values are zero.</summary>
    public static IReadOnlyList<MatchedPrimary> Found { get; } =
    [
        new(
            new()
            {
                Id = "47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 2]]", Longitude = -117.125, Latitude = 32.875, Time = 1522584000, File = "20180401-winds.nc", Source = Finds,
                Values = [(0, 24.410003662109375)],
            },
            [
                new(
                    new()
                    {
                        Id = "sd-1,\"a\"", Longitude = -117.12, Latitude = 32.88, Time = 1522584060, Depth = 0.5, Platform = "SD 1001", Device = null, Source = "shark-2018",
                        Values = [(0, 15.5), (1, 1)],
                    },
                    700.25, 60, []),
                new(new() { Id = "1522584061:-117.13:32.9", Longitude = -117.13, Latitude = 32.9, Time = 1522584061, Source = "shark-2018", Values = [] }, 900, 61, []),
            ]),
        new(
            new()
            {
                Id = "47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 3]]", Longitude = 0, Latitude = 1e-7, Time = 0, File = "20180401-winds.nc", Source = Finds,
                Values = [(0, 0), (1, 0.25)],
            },
            [new(new() { Id = "ü", Longitude = 179.99999, Latitude = -0.25, Time = -1, Depth = 0, Platform = "30", Device = "CTD", Source = "shark-2018", Values = [(0, -1)] }, 1, -1, [])]),
    ];

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.Report(0.25, "A quarter.");
        var file = Path.Combine(job.Folder, "matches");
        MatchSummary summary;
        switch ((string)job.Inputs["primary"]!)
        {
            case Waits:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return;
            case Fails:
                throw new ProblemException(ProblemKind.ProcessFailed, "The file 'x.nc' cannot be read.");
            case Misses:
                throw new ProblemException(ProblemKind.ProcessFailed, "Nothing there.", MatchupNames.NothingInDomain);
            case Counts:
                summary = MatchFileBuilder.Write(file, Wind, Drifters, [], Enumerable.Range(0, (int)job.Inputs["timeTolerance"]!).Select(Numbered), seconds: 0.9);
                break;
            default:
                summary = MatchFileBuilder.Write(file, Wind, Drifters, [], Found, seconds: 2.9);
                break;
        }

        job.AddFile("matches", "matches", MatchFile.MediaType);
        job.AddValue("summary", new JsonObject
        {
            ["primaries"] = summary.Primaries,
            ["pairs"] = summary.Pairs,
            ["uniqueSecondaries"] = summary.UniqueSecondaries,
            ["seconds"] = summary.Seconds,
        });
    }

    private static MatchedPrimary Numbered(int number) => new(
        Found[0].Point with { Id = $"{number.ToString(CultureInfo.InvariantCulture)}[[0]]" }, [new(Found[0].Matches[0].Secondary, 1, 1, [])]);
}

/// <summary>Stands in for the process that writes netCDF: writes what it was asked for, and how often it was asked for anything.</summary>
internal sealed class ExportTestProcess : IProcess
{
    private int _runs;

    public ProcessDescription Description { get; } = new()
    {
        Id = "matchup-export",
        Title = "Export",
        Inputs =
        [
            new("matches", []) { Title = "Matches", MediaTypes = [MatchFile.MediaType] },
            .. ((string[])["id", "page", "pageSize", "facts"]).Select(name => new Parameter(name, []) { Title = name }),
        ],
        Outputs = [new("netcdf", []) { Title = "Page", MediaTypes = ["application/x-netcdf"] }],
    };

    public int Runs => _runs;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var run = Interlocked.Increment(ref _runs);
        using (var matches = MatchFile.Open(Path.Combine(job.Folder, (string)job.Inputs["matches"]!)))
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{matches.PrimaryCount} primaries, page {job.Inputs["page"]} of {job.Inputs["pageSize"]}, run {run}");
            await File.WriteAllTextAsync(Path.Combine(job.Folder, "page.nc"), text, cancellationToken);
        }

        job.AddFile("netcdf", "page.nc", "application/x-netcdf");
    }
}
