using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Parts of a cube that several others are computed from.</summary>
public sealed class SharedCubeTests
{
    private static readonly MemoryCube Cells = SmallCubes.Fill(
        new(4), new([SmallCubes.T("2020-01-01", "2020-02-01", "2020-03-01"), SmallCubes.Bands("a", "b"), SmallCubes.Y(5), SmallCubes.X(4)]));

    private static readonly Window All = new(0, 0, 4, 5);

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    [Fact]
    public void Readers_that_select_the_same_labels_share_what_is_read()
    {
        var shared = Shared();
        var (one, other) = (shared.Select("t", [1]), shared.Select("t", [1]));
        using ReadScope scope = new();

        Assert.Same(one.Read(All, scope), other.Read(All, scope));
        Assert.Equal([Cells.Select("t", [1]).Shape.ToString()], _read);
        Assert.Equal(SmallCubes.Read(Cells.Select("t", [1])).Values, SmallCubes.Read(one).Values);
    }

    [Fact]
    public void No_plane_of_the_source_is_in_two_parts_that_are_read_apart()
    {
        var shared = Shared();
        (string Dimension, int[] Positions)[] selections = [("t", [2, 0]), ("t", [0, 1]), ("bands", [1]), ("t", [1]), ("t", [1, 2])];
        var whole = Cells.Shape.ToString();
        (string Part, bool IsApart)[] parts = [.. selections.Select(selection =>
        {
            _read.Clear();
            var part = shared.Select(selection.Dimension, selection.Positions);
            SmallCubes.AssertSame(SmallCubes.Read(Cells.Select(selection.Dimension, selection.Positions)).Values, SmallCubes.Read(part).Values);
            return ($"{selection.Dimension} {string.Join(',', selection.Positions)}", !_read.Contains(whole));
        })];

        Assert.Equal([("t 2,0", true), ("t 0,1", false), ("bands 1", false), ("t 1", true), ("t 1,2", false)], parts);
    }

    private Cube Shared() => new ProbedCube(Cells, _read).Share();
}
