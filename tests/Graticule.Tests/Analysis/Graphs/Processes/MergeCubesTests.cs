using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class MergeCubesTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    private static readonly string[] Dates = ["2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_cell_comes_from_the_cube_that_has_it_or_from_the_resolver(int seed)
    {
        var random = new Random(seed);
        var (first, second) = (Draw(random), Draw(random));

        var merged = Merge(first, second, withResolver: true);

        AssertCells(merged, place =>
        {
            var (one, two) = (Find(first, merged.Shape, place), Find(second, merged.Shape, place));
            return (one, two) switch
            {
                ({ } a, { } b) => Missing.Is(a) || Missing.Is(b) ? Missing.Value : a - b,
                _ => one ?? two ?? Missing.Value,
            };
        });
        var overlaps = Places(merged.Shape).Any(place => Find(first, merged.Shape, place) is not null && Find(second, merged.Shape, place) is not null);
        if (overlaps)
        {
            Assert.Equal("OverlapResolverMissing", CubeCalls.Code(() => Merge(first, second, withResolver: false)));
        }
        else
        {
            AssertSame(Read(merged).Values, Read(Merge(first, second, withResolver: false)).Values);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_chosen_of_a_merged_cube_is_what_it_has_there(int seed)
    {
        var random = new Random(seed);
        var merged = Merge(Draw(random), Draw(random), withResolver: true);
        var all = Read(merged);
        var positions = Enumerable.Range(0, merged.Shape.Find("t")!.Count).Where(_ => random.Next(2) == 0).Reverse().ToList();
        var (column, row) = (random.Next(merged.Shape.Width), random.Next(merged.Shape.Height));
        var window = new Graticule.Raster.Windows.Window(column, row, random.Next(merged.Shape.Width - column) + 1, random.Next(merged.Shape.Height - row) + 1);

        var part = random.Next(2) == 0 ? merged.Select("t", positions).Crop(window) : merged.Crop(window).Select("t", positions);

        AssertCells(part, place => At(all, place.With("t", positions[place["t"]]).With("x", place["x"] + column).With("y", place["y"] + row)));
    }

    [Fact]
    public void Dates_are_sorted_and_bands_are_not()
    {
        var first = Of([T("2020-03-01", "2020-01-01T00:00:00Z"), Bands("b", "a")], 1, 2, 3, 4);
        var second = Of([T("2020-02-01"), Bands("c", "a")], 5, 6);

        var merged = Merge(first, second, withResolver: false);

        Assert.Equal("2020-01-01T00:00:00Z 2020-02-01 2020-03-01", string.Join(' ', merged.Shape.Find("t")!.Labels));
        Assert.Equal("b a c", string.Join(' ', merged.Shape.Find("bands")!.Labels));
        AssertSame([3, 4, Missing.Value, Missing.Value, 6, 5, 1, 2, Missing.Value], Read(merged).Values);
    }

    [Fact]
    public void The_same_instant_written_otherwise_is_the_same_label()
    {
        var merged = Merge(Of([T("2020-03-01")], 5), Of([T("2020-03-01T01:00:00+01:00")], 3), withResolver: true);

        AssertSame([2], Read(merged).Values);
    }

    [Fact]
    public void A_cube_with_fewer_dimensions_meets_every_label_of_the_others()
    {
        var cube = Of([T("2020", "2021"), Y(1), X(2)], 10, 20, 30, 40);

        AssertSame([9, 18, 29, 38], Read(Merge(cube, Of([Y(1), X(2)], 1, 2), withResolver: true)).Values);
        AssertSame([9, 19, 28, 38], Read(Merge(cube, Of([T("2020", "2021")], 1, 2), withResolver: true)).Values);
        AssertSame([-9, -19, -28, -38], Read(Merge(Of([T("2020", "2021")], 1, 2), cube, withResolver: true)).Values);
        Assert.Equal("OverlapResolverMissing", CubeCalls.Code(() => Merge(cube, Of([Y(1), X(2)], 1, 2), withResolver: false)));
    }

    [Fact]
    public void A_cube_on_another_grid_is_brought_to_the_first_ones_by_the_nearest_cell()
    {
        var first = Of([Y(2), X(2)], 10, 20, 30, 40);
        var second = Of([Y(1, 495, -20), X(1, 105, 20)], 7);

        AssertSame([3, 13, 23, 33], Read(Merge(first, second, withResolver: true)).Values);
    }

    [Fact]
    public void Irregular_axes_must_be_the_same()
    {
        var x = X(3) with { Labels = new([1.0, 2, 5]) };
        var (first, second) = (Of([x], 1, 2, 3), Of([x with { Labels = new([1.0, 2, 5]) }], 1, 1, 1));

        AssertSame([0, 1, 2], Read(Merge(first, second, withResolver: true)).Values);
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => Merge(first, Of([x with { Labels = new([1.0, 2, 6]) }], 1, 1, 1), withResolver: true)));
    }

    [Fact]
    public void A_cube_that_has_nothing_of_what_was_chosen_is_not_read()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var first = Of([Bands("a", "b"), X(4)], 1, 2, 3, 4, 5, 6, 7, 8);
        var second = new ProbedCube(Of([Bands("c", "d"), X(4)], 1, 2, 3, 4, 5, 6, 7, 8), read);
        var merged = Merge(first, second, withResolver: false);

        Read(merged.Select("bands", [0, 1]));
        Assert.Empty(read);
        Read(merged.Select("bands", [3, 0]).Crop(new(1, 0, 2, 1)));
        Assert.Equal(["bands 1 x x 2"], read);
    }

    private static Cube Merge(Cube first, Cube second, bool withResolver)
    {
        var resolver = CubeCalls.Callback("t_minus", """{"x": {"from_parameter": "x"}, "y": {"from_parameter": "y"}}""");
        return Assert.IsAssignableFrom<Cube>(CubeCalls.Call(
            "merge_cubes",
            $$"""{"cube1": {"from_parameter": "a"}, "cube2": {"from_parameter": "b"}{{(withResolver ? $", \"overlap_resolver\": {resolver}" : "")}}}""",
            ("a", first), ("b", second)));
    }

    /// <summary>Cubes on one grid of cells, each with a part of it.</summary>
    private static MemoryCube Draw(Random random)
    {
        Dimension[] dimensions =
        [
            X(random.Next(1, 4), 100 + (10 * random.Next(3))), Y(random.Next(1, 4), 500 - (10 * random.Next(3))),
            T([.. Dates.Where((date, i) => i == random.Next(4) || random.Next(2) == 0).DefaultIfEmpty(Dates[0])]),
            Bands([.. new[] { "a", "b" }.Where(_ => random.Next(2) == 0).DefaultIfEmpty("a")]),
        ];
        random.Shuffle(dimensions);
        return Fill(random, new(dimensions));
    }

    /// <summary>The cell of the labels of a place; null where the cube lacks one of them.</summary>
    private static double? Find(MemoryCube cube, CubeShape shape, IReadOnlyDictionary<string, int> place)
    {
        var there = cube.Shape.Dimensions.ToDictionary(
            dimension => dimension.Name,
            dimension => dimension.Labels.IndexOf(shape.Find(dimension.Name)!.Labels[place[dimension.Name]]),
            StringComparer.Ordinal);
        return there.ContainsValue(-1) ? null : At(cube, there);
    }
}
