using Graticule.Raster.Cubes;
using Graticule.Raster.Keeping;
using Graticule.Raster.Windows;
using Graticule.Tests.Raster.CubeFormats;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Raster.Keeping;

/// <summary>Work that is broken off and begun again: what had been computed is not computed again, and the result is the same.</summary>
public sealed class KeptCubeTests : IDisposable
{
    private static readonly (int Width, int Height) Tile = (64, 64);
    private static readonly MemoryCube Cells = CubeFolder.Cube(2, 3, 300, 200, value => value / 7);

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-kept-").FullName;
    private readonly List<string> _said = [];

    private string Kept => Path.Combine(_folder, "kept");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("GTiff", ".tif", 1)]
    [InlineData("COG", ".tif", 1)]
    [InlineData("netCDF", ".nc", 1)]
    [InlineData("PNG", ".png", 1)]
    [InlineData("JPEG", ".jpg", 1)]
    public void A_file_is_the_same_after_a_break_and_no_window_is_computed_twice(string format, string extension, int threads)
    {
        // Pictures show one band or three, and a run ends with a window, so that it takes several of these to break off between two.
        var cells = CubeFolder.Cube(2, 3, 700, 500, value => value / 7);
        var plain = new CountedCube(cells, Tile);
        var expected = Write(format, plain, threads);
        using var stop = new CancellationTokenSource();
        var first = new CountedCube(cells, Tile) { Before = count => Cancel(stop, count == 40) };
        Assert.ThrowsAny<OperationCanceledException>(() => Write(format, first, threads, Open(), stop.Token));
        var second = new CountedCube(cells, Tile);

        var found = Write(format, second, threads, keep: Open());

        Assert.InRange(first.Windows.Count, 10, plain.Windows.Count - 10);
        Assert.Equal(plain.Windows.Count, first.Windows.Count + second.Windows.Count);
        Assert.Empty(first.Windows.Intersect(second.Windows));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.Where(file => file.Key.EndsWith(extension, StringComparison.Ordinal)), file => Assert.True(file.Value.SequenceEqual(found[file.Key]), $"{file.Key} differs"));
        Assert.Contains(_said, line => line.StartsWith("Going on with", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_run_needs_not_cut_its_windows_as_the_first_one_did()
    {
        var first = new CountedCube(Cells, Tile);
        Read(first, Open(), new(1, 1 << 30));
        var second = new CountedCube(Cells, (96, 80));

        var found = Read(second, Open(), new(3, 96 * 80 * 8 * 3));

        Assert.Empty(second.Windows);
        Assert.Equal(Cells.Values, found.Values);
    }

    [Fact]
    public void Strips_of_two_broken_runs_that_were_cut_otherwise_are_joined()
    {
        ReadPart(new(Cells, Tile), new(1, 1 << 30), 20);
        ReadPart(new(Cells, (96, 80)), new(2, 96 * 80 * 8 * 2), 8);
        var last = new CountedCube(Cells, (40, 200));

        var found = Read(last, Open(), new(2, 1 << 20));

        Assert.Equal(Cells.Values, found.Values);
        Assert.InRange(last.Windows.Sum(window => window.Pixels), 1, (Cells.Shape.Width * Cells.Shape.Height) - 20_000);
    }

    [Fact]
    public void Whatever_end_of_a_file_was_torn_off_and_whatever_byte_was_lost_the_result_is_right()
    {
        var random = new Random(20261122);
        Read(new(Cells, Tile), Open(), new(1, 1 << 30));
        var file = Assert.Single(Directory.GetFiles(Kept, "*", SearchOption.AllDirectories));
        var whole = File.ReadAllBytes(file);
        for (var round = 0; round < 12; round++)
        {
            var torn = whole[..random.Next(whole.Length)];
            foreach (var at in Enumerable.Range(0, round % 3).Select(_ => random.Next(torn.Length)))
            {
                torn[at] ^= (byte)(1 << random.Next(8));
            }

            foreach (var other in Directory.GetFiles(Path.GetDirectoryName(file)!))
            {
                File.Delete(other);
            }

            File.WriteAllBytes(file, torn);
            var source = new CountedCube(Cells, Tile);

            Assert.Equal(Cells.Values, Read(source, Open(), new(1, 1 << 30)).Values);
            Assert.NotEmpty(source.Windows);
        }
    }

    [Fact]
    public void Another_work_finds_nothing_and_what_was_kept_for_the_first_is_deleted()
    {
        Read(new(Cells, Tile), Open("a"), new(1, 1 << 30));
        var other = new CountedCube(Cells, Tile);

        Read(other, Open("b"), new(1, 1 << 30));

        Assert.NotEmpty(other.Windows);
        Assert.Single(Directory.GetDirectories(Kept));
        var third = new CountedCube(Cells, Tile);
        Read(third, Open("b"), new(1, 1 << 30));
        Assert.Empty(third.Windows);
    }

    [Fact]
    public void Another_cube_of_the_same_work_finds_nothing()
    {
        Read(new(Cells, Tile), Open(), new(1, 1 << 30));
        var other = new CountedCube(Cells, Tile);

        Read(other, Open(), new(1, 1 << 30), "another");

        Assert.NotEmpty(other.Windows);
    }

    [Fact]
    public void No_more_is_kept_than_the_bound_over_all_runs_and_that_is_said_once()
    {
        const long Most = 1 << 20;
        for (var run = 0; run < 3; run++)
        {
            _said.Clear();
            Assert.Equal(Cells.Values, Read(new(Cells, Tile), Open(most: Most), new(2, 1 << 20)).Values);
            Assert.InRange(Directory.GetFiles(Kept, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), Most / 2, Most);
            Assert.Single(_said, line => line.Contains("1 MiB of finished windows are kept", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_fails_nothing()
    {
        File.WriteAllText(Kept, "a file");
        var source = new CountedCube(Cells, Tile);

        Assert.Equal(Cells.Values, Read(source, Open(), new(2, 1 << 20)).Values);
        Assert.Single(_said);
    }

    [SkippableFact]
    public void A_full_disk_fails_nothing()
    {
        using var disk = SmallDisk.TryMount(Path.Combine(_folder, "disk"), 1);
        Skip.If(disk is null, "a small tmpfs cannot be mounted here");
        var keep = new WindowKeep(disk.Folder, "work", new(TimeSpan.Zero, 1 << 30) { Say = _said.Add });

        File.WriteAllBytes(Path.Combine(disk.Folder, "another"), new byte[(1 << 20) - (100 << 10)]);

        Assert.Equal(Cells.Values, Read(new(Cells, Tile), keep, new(2, 1 << 20)).Values);
        Assert.Single(_said, line => line.StartsWith("No more finished windows are kept", StringComparison.Ordinal));

        var again = new WindowKeep(disk.Folder, "work", new(TimeSpan.Zero, 1 << 30));
        Assert.Equal(Cells.Values, Read(new(Cells, Tile), again, new(2, 1 << 20)).Values);
    }

    [Fact]
    public void Nothing_is_kept_before_the_time()
    {
        var keep = new WindowKeep(Kept, "work", new(TimeSpan.FromHours(1), 1 << 30));

        Read(new(Cells, Tile), keep, new(1, 1 << 30));

        Assert.False(Directory.Exists(Kept));
    }

    [Fact]
    public void Parts_of_a_cube_are_kept_apart()
    {
        var crop = new Window(17, 30, 100, 90);
        for (var run = 0; run < 2; run++)
        {
            var source = new CountedCube(Cells, Tile);
            using var pass = Open().Open("pass");
            var kept = new KeptCube(source, pass);
            foreach (var part in new[] { kept.Select("t", [1]), kept.Select("t", [0]), kept.Crop(crop) })
            {
                var expected = part.Shape.Planes == Cells.Shape.Planes ? Cells.Crop(crop) : Cells.Select("t", [part.Shape.Find("t")!.Labels[0].Text.Contains("-15", StringComparison.Ordinal) ? 1 : 0]);
                SmallCubes.AssertSame(CubeWalk.ToMemory(expected, new(1, 1 << 20), default).Values, CubeWalk.ToMemory(part, new(1, 1 << 20), default).Values);
            }

            Assert.Equal(run == 0, !source.Windows.IsEmpty);
        }
    }

    private WindowKeep Open(string work = "work", long most = 1 << 30) => new(Kept, work, new(TimeSpan.Zero, most) { Say = Say });

    private void Say(string line)
    {
        lock (_said)
        {
            _said.Add(line);
        }
    }

    private static MemoryCube Read(CountedCube source, WindowKeep keep, CubeWalkOptions options, string name = "pass", CancellationToken cancellationToken = default)
    {
        using var pass = keep.Open(name);
        return CubeWalk.ToMemory(new KeptCube(source, pass), options, cancellationToken);
    }

    private void ReadPart(CountedCube source, CubeWalkOptions options, int windows)
    {
        using var stop = new CancellationTokenSource();
        var broken = new CountedCube(Cells, source.Tile) { Before = count => Cancel(stop, count == windows) };
        Assert.ThrowsAny<OperationCanceledException>(() => Read(broken, Open(), options, cancellationToken: stop.Token));
    }

    private static void Cancel(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private Dictionary<string, byte[]> Write(string format, Cube cube, int threads, WindowKeep? keep = null, CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        using var pass = keep?.Open("result");
        Graticule.Raster.CubeFormats.CubeFormats.Find(format)!.Write(new(pass is null ? cube : new KeptCube(cube, pass), folder, "result")
        {
            Threads = threads,
            MostBytes = 16 << 20,
            CancellationToken = cancellationToken,
        });
        return Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);
    }
}
