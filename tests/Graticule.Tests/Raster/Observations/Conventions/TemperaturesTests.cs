using Graticule.Raster.Gdal;
using Graticule.Raster.Observations.Conventions;

namespace Graticule.Tests.Raster.Observations.Conventions;

public sealed class TemperaturesTests
{
    /// <summary>Values that Apache SDAP has published.</summary>
    [Theory]
    [InlineData(297.56, 24.410003662109375)]
    [InlineData(293.82, 20.670013427734375)]
    [InlineData(292.544, 19.394012451171875)]
    [InlineData(291.219, 18.069000244140625)]
    public void Kelvin_are_taken_off_in_single_precision(double kelvin, double celsius) => Assert.Equal(celsius, Temperatures.ToCelsius((float)kelvin));

    [Theory]
    [InlineData("analysed_sst", "kelvin", "analysed sea surface temperature", null, true)]
    [InlineData("sst", "K", "SST", "sea_surface_skin_temperature", true)]
    [InlineData("tb_h_fore", "Degrees kelvin", "Average brightness temperature for all H-pol fore looks", null, true)]
    [InlineData("sst", "degK", "bias-corrected sea surface temperature", null, true)]
    [InlineData("sst", "kelvin", "sea surface temperature (bias adjusted)", null, true)]
    [InlineData("analysis_error", "kelvin", "estimated error standard deviation of analysed_sst", null, false)]
    [InlineData("sst_anomaly", "kelvin", "SST anomaly from a seasonal SST climatology", null, false)]
    [InlineData("sses_bias", "kelvin", "SSES bias estimate", null, false)]
    [InlineData("sses_standard_deviation", "kelvin", null, null, false)]
    [InlineData("dt_analysis", "kelvin", "deviation from SST analysis", null, false)]
    [InlineData("tb_v_bias_adj", "Degrees kelvin", "Brightness temperature bias adjustment for all V-pol looks", null, false)]
    [InlineData("nedt_h_aft", "Degrees kelvin", "Aggregated noise equivilent Delta T for H-pol aft look", null, false)]
    [InlineData("u", "K", "total", "sea_surface_temperature standard_error", false)]
    [InlineData("sst", "celsius", "sea surface temperature", null, false)]
    [InlineData("lapse", "K m-1", "lapse rate of temperature", null, false)]
    public void Differences_of_temperatures_keep_their_numbers(string name, string units, string? longName, string? standardName, bool isKelvin) =>
        Assert.Equal(isKelvin, Temperatures.IsKelvin(Array(name, ("units", units), ("long_name", longName), ("standard_name", standardName))));

    [Theory]
    [InlineData("temperature: difference", false)]
    [InlineData("temperature: on_scale", true)]
    public void The_own_word_of_the_conventions_counts_more_than_names(string said, bool isKelvin) =>
        Assert.Equal(isKelvin, Temperatures.IsKelvin(Array(isKelvin ? "sst_error" : "sst", ("units", "K"), ("units_metadata", said))));

    private static ArrayInfo Array(string name, params (string Name, string? Text)[] attributes) => new(
        name, ArrayContent.Numbers, 6, [], [],
        attributes.Where(attribute => attribute.Text is not null).ToDictionary(attribute => attribute.Name, attribute => ArrayAttribute.Of(attribute.Text!), StringComparer.Ordinal));
}
