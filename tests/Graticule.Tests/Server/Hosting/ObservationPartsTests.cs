using Graticule.Analysis;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Hosting;

public sealed class ObservationPartsTests
{
    [Fact]
    public void Every_process_that_is_told_of_the_index_is_built_in()
    {
        ServerOptions options = new() { Data = new("/data") };

        var settings = ObservationParts.SettingsOf(options);

        Assert.Equal(5, settings.Count);
        Assert.Subset(BuiltIn.Processes.Select(process => process.Description.Id).ToHashSet(StringComparer.Ordinal), settings.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.All(settings.Values, setting => Assert.Equal("/data/observations", Assert.Single(setting).Value!.ToString()));
    }

    [Fact]
    public void Nothing_looks_after_the_index_where_no_data_sets_are_named() =>
        Assert.Empty(ObservationParts.LoopsOf(new(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
}
