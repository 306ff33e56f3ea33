using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class MasksTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cells_are_replaced_where_a_mask_of_some_dimensions_is_true(int seed)
    {
        var random = new Random(seed);
        var data = SmallCubes.Random(random);
        var dimensions = data.Shape.Dimensions.Where(_ => random.Next(3) > 0).ToArray();
        random.Shuffle(dimensions);
        var mask = new MemoryCube(new(dimensions), [.. Fill(random, new(dimensions)).Values.Select(value => value > 0 ? value : value < -5 ? double.NaN : Missing.Is(value) ? value : 0)]);

        var masked = CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}, "replacement": 77}""", ("m", mask));

        AssertSame(data.Shape, masked.Shape);
        AssertCells(masked, place => At(mask, place) > 0 ? 77 : At(data, place));
        var some = data.Shape.Find("t")!.Count - 1;
        AssertCells(masked.Select("t", [some]), place => At(mask, place.With("t", some)) > 0 ? 77 : At(data, place.With("t", some)));
    }

    [Fact]
    public void A_mask_may_have_its_labels_in_another_order_and_more_of_them()
    {
        var data = Of([T("2020-01-01", "2021-01-01"), X(2)], 1, 2, 3, 4);
        var mask = Of([T("2021-01-01T00:00:00Z", "2022-01-01", "2020-01-01"), X(2)], 1, 0, 1, 1, 0, 0);

        AssertSame([1, 2, Missing.Value, 4], Read(CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", mask))).Values);
    }

    [Fact]
    public void A_mask_of_one_band_masks_all_bands()
    {
        var data = Of([Bands("a", "b"), X(2)], 1, 2, 3, 4);

        AssertSame([1, Missing.Value, 3, Missing.Value], Read(CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", Of([Bands("SCL"), X(2)], 0, 3)))).Values);
    }

    [Fact]
    public void A_mask_that_does_not_fit_is_refused()
    {
        var data = Of([T("2020-01-01", "2021-01-01"), X(2)], 1, 2, 3, 4);

        foreach (var mask in new[] { Of([T("2020-01-01"), X(2)], 0, 1), Of([Bands("a"), X(2)], 0, 1), Of([X(2), Y(1)], 0, 1) })
        {
            Assert.Equal("IncompatibleDataCubes", CubeCalls.Code(() => CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", mask))));
        }
    }

    [Fact]
    public void Where_a_mask_does_not_reach_the_data_stay()
    {
        var data = Of([Y(2), X(3)], 1, 2, 3, 4, 5, 6);

        var same = CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", Of([Y(2, 490), X(2, 110)], 1, 0, 1, 1)));
        var coarser = CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", Of([Y(1, 495, -20), X(1, 105, 20)], 1)));

        AssertSame([1, 2, 3, 4, Missing.Value, 6], Read(same).Values);
        AssertSame([Missing.Value, Missing.Value, 3, Missing.Value, Missing.Value, 6], Read(coarser).Values);
    }

    [Fact]
    public void Both_data_and_mask_are_read_only_where_cells_are_wanted()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var shape = new CubeShape([T("2020", "2021"), Bands("a", "b"), X(4)]);
        var data = new ProbedCube(Fill(new(1), shape), read);
        var mask = new ProbedCube(Fill(new(2), shape.Without(shape.Find("bands")!)), read);

        Read(CubeCalls.Make("mask", data, """{"mask": {"from_parameter": "m"}}""", ("m", mask)).Select("t", [1]).Select("bands", [0]).Crop(new(1, 0, 2, 1)));

        Assert.Equal(["t 1 x bands 1 x x 2", "t 1 x x 2"], read.Order(StringComparer.Ordinal));
    }
}
