using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

public sealed class InsituSchemaTests
{
    [Fact]
    public void There_are_25_quantities_with_units()
    {
        Assert.Equal(25, InsituSchema.Fields.Select(field => field.Name).Distinct().Count());
        Assert.All(InsituSchema.Fields, field => Assert.NotEmpty(field.Units));
        Assert.Equal("kg m-3", InsituSchema.Find("mass_concentration_of_chlorophyll_in_sea_water")!.Units);
        Assert.Null(InsituSchema.Find("wind_speed_quality"));
        Assert.True(InsituSchema.IsQuality("wind_speed_quality"));
        Assert.True(InsituSchema.IsQuality("wind_component_quality"));
        Assert.False(InsituSchema.IsQuality("water_quality"));
    }

    [Theory]
    [InlineData("0", "0", null)]
    [InlineData("3B", "3B", null)]
    [InlineData("41", "41", null)]
    [InlineData("sd", "0", "sd")]
    [InlineData("123", "0", "123")]
    [InlineData("", "0", null)]
    [InlineData(null, "0", null)]
    public void A_single_text_is_a_code_where_it_looks_like_one(string? text, string code, string? id) => Assert.Equal(new(code, id), Platform.Of(text));
}
