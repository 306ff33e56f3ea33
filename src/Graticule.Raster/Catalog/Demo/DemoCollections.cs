using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog.Demo;

/// <summary>Collections to try things with: made-up data of real products' form, the same on every machine.</summary>
public static class DemoCollections
{
    private const string Licence = "CC0-1.0";

    private static readonly string[] Optical = ["B04", "B08", "B8A"];
    private static readonly string[] Instruments = ["msi"];
    private static readonly string[] Polarisations = ["VV", "VH"];

    /// <summary>Writes them into folders of their own and makes their indexes.</summary>
    /// <param name="folder">The folder of the collections; what is there of an earlier time is written anew.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    public static IReadOnlyList<Collection> Write(string folder, CancellationToken cancellationToken) =>
    [
        LevelTwo(folder, cancellationToken),
        LevelTwoFine(folder, cancellationToken),
        LevelOne(folder, cancellationToken),
        LevelOneAgain(folder, cancellationToken),
        Radar(folder, cancellationToken),
        SoilMoisture(folder, cancellationToken),
        ChangingLand(folder, cancellationToken),
    ];

    /// <summary>20 m: a large part of a tile in January 2017, a small one in June 2022.</summary>
    private static Collection LevelTwo(string folder, CancellationToken cancellationToken)
    {
        var winter = new Grid(652_000, 5_181_000, 20, -20, 1000, 1000, "EPSG:32632");
        var summer = new Grid(679_000, 5_152_600, 20, -20, 120, 110, "EPSG:32632");
        var path = Path.Combine(folder, "S2_L2A_T32TPS_20M");
        var scenes = WriteScenes(path, Winter.Select(scene => (scene, winter)).Concat(Summer.Select(scene => (scene, summer))), (_, grid) => grid, hasClasses: true, cancellationToken);
        return Scan(new(path)
        {
            Id = "S2_L2A_T32TPS_20M",
            Title = "Sentinel-2 Level-2A, tile 32TPS, 20 m (made up)",
            Description = "Surface reflectance and scene classification of a made-up landscape, with clouds, their shadows and the edge of the swath: January 2017 and June 2022.",
            Bands = Bands(_ => 20, withClasses: true),
        }, scenes, cancellationToken);
    }

    /// <summary>10 m, with bands of 20 m among them, in June 2022.</summary>
    private static Collection LevelTwoFine(string folder, CancellationToken cancellationToken)
    {
        var grid = new Grid(679_000, 5_152_600, 10, -10, 240, 220, "EPSG:32632");
        var path = Path.Combine(folder, "SENTINEL2_L2A");
        var scenes = WriteScenes(
            path, Summer.Select(scene => (scene, grid)), (band, own) => band is "B8A" or "SCL" ? own with { StepX = 20, StepY = -20, Width = 120, Height = 110 } : own, hasClasses: true, cancellationToken);
        return Scan(new(path)
        {
            Id = "SENTINEL2_L2A",
            Title = "Sentinel-2 Level-2A, 10 m (made up)",
            Description = "Surface reflectance and scene classification of a made-up landscape in June 2022; B8A and SCL have pixels of 20 m.",
            Bands = Bands(band => band is "B8A" or "SCL" ? 20 : 10, withClasses: true),
        }, scenes, cancellationToken);
    }

    private static Collection LevelOne(string folder, CancellationToken cancellationToken)
    {
        var grid = new Grid(582_000, 5_386_000, 100, -100, 444, 1596, "EPSG:32633");
        var path = Path.Combine(folder, "Sentinel2-L1C");
        var scenes = WriteScenes(path, [.. Winter.Take(3).Select(scene => (scene with { SwathEdge = double.NegativeInfinity, Time = scene.Time.AddDays(2) }, grid))], (_, own) => own, hasClasses: false, cancellationToken);
        return Scan(LevelOneRequest("Sentinel2-L1C", path) with { Aliases = ["Sentinel-2", "Sentinel-2A", "Sentinel-2-L1C"] }, scenes, cancellationToken);
    }

    /// <summary>The same files under the id of one of the two satellites.</summary>
    private static Collection LevelOneAgain(string folder, CancellationToken cancellationToken) => Scan(
        LevelOneRequest("Sentinel2A-L1C", Path.Combine(folder, "Sentinel2-L1C")) with { IndexFolder = Path.Combine(folder, "Sentinel2A-L1C"), Aliases = ["Sentinel-2A-L1C"] },
        [.. Winter.Take(3).Select(scene => scene with { Time = scene.Time.AddDays(2) })], cancellationToken);

    private static CollectionScanRequest LevelOneRequest(string id, string path) => new(path)
    {
        Id = id,
        Title = "Sentinel-2 Level-1C, 100 m (made up)",
        Description = "Reflectance at the top of the atmosphere over a made-up landscape between 16.1 and 16.6 degrees east, 47.2 and 48.6 degrees north, in January 2017.",
        Bands = Bands(_ => 100, withClasses: false),
    };

    /// <summary>Every six days from the third of January to the twentieth of February 2017, over the land of <see cref="LevelOne"/>.</summary>
    private static Collection Radar(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "Sentinel1-L1-IW-GRD");
        Directory.CreateDirectory(path);
        for (var number = 0; number < 9; number++)
        {
            var scene = new RadarScene(At(2017, 1, 3, 5, 16, 24).AddDays(6 * number), Noise.At(number, 1, 12));
            foreach (var polarisation in Polarisations)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = Path.Combine(path, $"S1A_IW_GRDH_{scene.Time.UtcDateTime:yyyyMMdd'T'HHmmss}_{polarisation}.tif");
                DemoImage.Write(file, new(582_000, 5_386_000, 200, -200, 222, 798, "EPSG:32633"), PixelType.UInt16, 0, (x, y) => scene.Amplitude(polarisation, x, y));
            }
        }

        return Scan(new(path)
        {
            Id = "Sentinel1-L1-IW-GRD",
            Title = "Sentinel-1 ground range detected, 200 m (made up)",
            Description = "Amplitudes of radar waves over a made-up landscape between 16.1 and 16.6 degrees east, 47.2 and 48.6 degrees north, every six days in January and February 2017.",
            Aliases = ["Sentinel-1", "Sentinel-1A", "S1_GRD"],
            Bands = [.. Polarisations.Select(name => new CollectionBand(name) { Description = $"Amplitude, {name}", GroundSample = 200 })],
        }, [], cancellationToken);
    }

    private static Collection SoilMoisture(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "CGLS_SSM_1KM");
        Directory.CreateDirectory(path);
        foreach (var day in (DateTimeOffset[])[.. Days(2017, 1, 8), .. Days(2022, 6, 8)])
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = Path.Combine(path, $"CGLS_SSM1km_{day:yyyyMMdd}T000000.tif");
            DemoImage.Write(file, new(9, 49, 1 / 112d, -1 / 112d, 1008, 336, "EPSG:4326"), PixelType.UInt8, 255, new SoilScene(day).Moisture);
        }

        return Scan(new(path)
        {
            Id = "CGLS_SSM_1KM",
            Title = "Surface soil moisture, 1 km (made up)",
            Description = "Made-up daily soil moisture in per cent of saturation, times two, between 9 and 18 degrees east, 46 and 49 degrees north; 253 marks water, 255 nothing.",
            Bands = [new("B01") { Description = "Surface soil moisture", Unit = "%", Scale = 0.5, Offset = 0, GroundSample = 1000, Aliases = ["ssm", "SSM"] }],
        }, [], cancellationToken);
    }

    /// <summary>Every 16 days from 2014 to 2018, a small part of a forest some of which is cut.</summary>
    private static Collection ChangingLand(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "LANDSAT_CHANGE");
        Directory.CreateDirectory(path);
        for (var time = At(2014, 1, 5, 9, 40, 0); time.Year < 2019; time = time.AddDays(16))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scene = new ChangingScene(time);
            var file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"forest_{time:yyyyMMdd}.tif"));
            DemoImage.Write(file, ChangingScene.Grid, PixelType.Int16, ChangingScene.NoData, ChangingScene.Bands, scene.Sample);
        }

        string[] names = ["blue", "green", "red", "nir", "swir16", "swir22"];
        return Scan(new(path)
        {
            Id = "LANDSAT_CHANGE",
            Title = "Landsat surface reflectance, 30 m, a forest that is cut (made up)",
            Description = "Made-up surface reflectance, times 10,000, every 16 days from 2014 to 2018, of a forest some of which is cut in the summer of 2016; B07 is the quality in bits, as pixel QA of Landsat's Collection 1 has them.",
            Bands =
            [
                .. names.Select((name, index) => new CollectionBand($"B0{index + 1}") { CommonName = name, GroundSample = 30 }),
                new("B07") { Description = "Quality: bits 0 fill, 1 clear, 2 water, 3 shadow, 4 snow, 5 cloud", GroundSample = 30, Aliases = ["QA"] },
            ],
        }, [], cancellationToken);
    }

    private static List<OpticalScene> WriteScenes(
        string folder, IEnumerable<(OpticalScene Scene, Grid Grid)> scenes, Func<string, Grid, Grid> gridOf, bool hasClasses, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        List<OpticalScene> written = [];
        foreach (var (scene, grid) in scenes)
        {
            foreach (var band in (string[])[.. Optical, .. hasClasses ? new[] { "SCL" } : []])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var own = gridOf(band, grid);
                var path = Path.Combine(folder, $"{SceneName(scene)}_{band}.tif");
                DemoImage.Write(path, own, band == "SCL" ? PixelType.UInt8 : PixelType.UInt16, 0, band == "SCL" ? scene.Classification : (x, y) => scene.Reflectance(band, x, y));
            }

            written.Add(scene);
        }

        return written;
    }

    private static Collection Scan(CollectionScanRequest request, IReadOnlyList<OpticalScene> scenes, CancellationToken cancellationToken)
    {
        var byName = scenes.ToDictionary(SceneName, StringComparer.Ordinal);
        return CollectionScan.Run(request with
        {
            License = Licence,
            Properties = (id, _) => byName.TryGetValue(id, out var scene)
                ? new Dictionary<string, object>(StringComparer.Ordinal) { ["platform"] = "sentinel-2a", ["constellation"] = "sentinel-2", ["instruments"] = Instruments, ["eo:cloud_cover"] = scene.CloudCover() }
                : new Dictionary<string, object>(StringComparer.Ordinal),
        }, cancellationToken).Collection;
    }

    private static IReadOnlyList<CollectionBand> Bands(Func<string, double> size, bool withClasses) =>
    [
        .. Optical.Select(name => KnownBands.Find(Sensor.Sentinel2, name)! with { Scale = 0.0001, Offset = 0, GroundSample = size(name) }),
        .. withClasses ? [KnownBands.Find(Sensor.Sentinel2, "SCL")! with { GroundSample = size("SCL") }] : Array.Empty<CollectionBand>(),
    ];

    private static string SceneName(OpticalScene scene) => string.Create(CultureInfo.InvariantCulture, $"S2A_{scene.Time.UtcDateTime:yyyyMMdd'T'HHmmss}");

    private static IReadOnlyList<OpticalScene> Winter { get; } =
    [
        new(At(2017, 1, 1, 10, 4, 7), 0.15), new(At(2017, 1, 11, 10, 3, 51), 0.65), new(At(2017, 1, 21, 10, 3, 41), 0.3, SwathEdge: 655_000), new(At(2017, 1, 31, 10, 2, 51), 0.05),
    ];

    private static IReadOnlyList<OpticalScene> Summer { get; } =
        [.. new[] { 0.1, 0.45, 0.2, 0.7, 0, 0.3 }.Select((amount, index) => new OpticalScene(At(2022, 6, 2 + (5 * index), 10, 6, 11), amount))];

    private static IEnumerable<DateTimeOffset> Days(int year, int month, int count) => Enumerable.Range(1, count).Select(day => At(year, month, day, 0, 0, 0));

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute, int second) => new(year, month, day, hour, minute, second, TimeSpan.Zero);
}
