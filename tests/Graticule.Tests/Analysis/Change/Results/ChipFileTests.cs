using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Analysis.Change.Results;

public sealed class ChipFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graticule-chip-");

    private static ChipHeader Header { get; } = new()
    {
        Key = new("lcmap-pyccd:2018.10.17", -1_815_585, 2_864_805),
        Days = [.. Enumerable.Range(0, 60).Select(i => 725_000 + (i * i))],
        TellsShares = true,
        Source = "http://localhost/chips?x=1",
        InputsMd5 = "0cc175b9c0f1b6a831c399e269772661",
        Produced = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_chip_is_read_as_it_was_written_and_its_pixels_are_counted()
    {
        MadeUpOutcomes made = new(1);
        var file = ChipFile.Of(Header, [.. Enumerable.Range(0, 5).SelectMany(made.Column)]);
        var path = Path.Combine(_folder.FullName, "chip");

        file.Write(path);

        var read = ChipFile.Read(path);
        Assert.Equal((430, 70), (read.Header.Ok, read.Header.Failed));
        Assert.Equal(Header.Days, read.Header.Days);
        Assert.Equal(Header with { Ok = 430, Failed = 70, Days = read.Header.Days }, read.Header);
        Assert.Equal(file.Strips, read.Strips);
        Assert.Equal([path], _folder.GetFiles().Select(one => one.FullName));
    }

    [Fact]
    public void A_file_that_is_cut_off_or_none_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "chip");
        ChipFile.Of(Header, new MadeUpOutcomes(1).Column(0)).Write(path);
        var whole = File.ReadAllBytes(path);

        foreach (var length in (int[])[0, 5, 8, 11, 30, whole.Length - 1])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => ChipFile.Read(path));
        }

        File.WriteAllText(path, "PAR1 and so on, which is another format");
        Assert.Contains("no file of the results", Assert.Throws<InvalidDataException>(() => ChipFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixels_of_a_chip_have_the_coordinates_of_their_upper_left_corners()
    {
        Assert.Equal((-1_815_585, 2_864_805), (ChipShape.X(-1_815_585, 0), ChipShape.Y(2_864_805, 0)));
        Assert.Equal((-1_812_615, 2_861_835), (ChipShape.X(-1_815_585, 9999), ChipShape.Y(2_864_805, 9999)));
        Assert.Equal(9999, ChipShape.PixelAt(Header.Key, -1_812_615, 2_861_835));
        Assert.Equal(0, ChipShape.PixelAt(Header.Key, -1_815_585, 2_864_805));
        Assert.Equal(1, ChipShape.PixelAt(Header.Key, -1_815_555, 2_864_805));
        Assert.Equal(100, ChipShape.PixelAt(Header.Key, -1_815_556, 2_864_775));
        Assert.Null(ChipShape.PixelAt(Header.Key, -1_815_586, 2_864_805));
        Assert.Null(ChipShape.PixelAt(Header.Key, -1_815_585, 2_864_806));
    }
}
