using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Statistics;

public sealed class VariablePairsTests
{
    [Fact]
    public void Variables_of_one_quantity_are_compared_and_those_of_one_standard_name_first()
    {
        var satellite = new MatchSide(
            "a", DatasetKind.Grid,
            [new("sst", "sea_surface_temperature", null, "celsius"), new("sst_error", "sea_surface_temperature standard_error", null, "celsius"), new("smap_sss", "sea_surface_salinity", null, "1e-3"), new("row")]);
        var inPlace = new MatchSide(
            "b", DatasetKind.Points,
            [
                new("sea_water_temperature", "sea_water_temperature", null, "C"), new("sea_surface_temperature", "sea_surface_temperature", null, "C"),
                new("sea_surface_temperature_quality"), new("sea_water_practical_salinity", null, null, "1"), new("air_temperature", "air_temperature", null, "C"),
            ]);

        Assert.Equal(
            [new(0, 1), new(0, 0), new VariablePair(2, 3)],
            VariablePairs.Find(satellite, inPlace));
    }

    [Theory]
    [InlineData("mg m-3", "kg m-3", 1e6)]
    [InlineData("kg m-3", "mg/m^3", 1e-6)]
    [InlineData("celsius", null, 1.0)]
    [InlineData("kelvin", "celsius", null)]
    [InlineData("1e-3", "PSU", 1.0)]
    [InlineData("m s-1", "m s-1", 1.0)]
    [InlineData("m s-1", "knots", null)]
    public void Units_are_converted_or_refused(string? primary, string? secondary, double? factor)
    {
        var found = Quantities.Factor(secondary, primary);

        Assert.Equal(factor is null, found is null);
        Assert.Equal(factor ?? 0, found ?? 0, 1e-9 * (factor ?? 1));
    }

    [Fact]
    public void Variables_are_chosen_by_name()
    {
        var side = new MatchSide("a", DatasetKind.Grid, [new("x"), new("y")]);

        Assert.Equal(new VariablePair(1, 0), VariablePairs.Choose(side, side, "y", "x"));
        Assert.Null(VariablePairs.Choose(side, side, "y", "z"));
    }
}
