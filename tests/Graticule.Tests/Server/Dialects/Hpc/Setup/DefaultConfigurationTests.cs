using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Tests.Server.Dialects.Hpc.Setup;

public sealed class DefaultConfigurationTests
{
    [Theory]
    [InlineData(1, 2048)]
    [InlineData(2, 24576)]
    [InlineData(8, 16384)]
    [InlineData(96, 786432)]
    public void A_machine_has_more_than_a_page_of_shapes_that_fit_into_its_memory(int cores, int memory)
    {
        var types = DefaultConfiguration.Of(new(cores, memory, "A processor", []), hasSlurm: false).CoreTypes;
        Assert.True(types.Count > 10);
        Assert.All(types, type =>
        {
            Assert.InRange((long)type.MemoryPerCoreMiB * type.Cores[^1], 1, memory);
            Assert.True(type.Price > type.PriceOf(isLowPriority: true));
            Assert.Equal(type.Cores.Order(), type.Cores);
        });
        var granite = types.Single(type => type.Code == "granite");
        Assert.Contains(2, granite.Cores);
        Assert.DoesNotContain(1, granite.Cores);
        Assert.Contains("general", granite.Categories);
    }

    [Fact]
    public void Software_is_listed_that_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;
        File.WriteAllText(Path.Combine(folder, "gdalinfo"), "");
        var codes = DefaultConfiguration.Of(new(2, 2048, "A processor", [folder]), hasSlurm: false).Analyses.Select(analysis => analysis.Code);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(["miniconda", "user_included", "gdal"], codes);
    }

    [Fact]
    public void A_cluster_is_one_more()
    {
        var types = DefaultConfiguration.Of(new(2, 2048, "A processor", []), hasSlurm: true).CoreTypes;
        Assert.Equal("slurm", Assert.Single(types, type => type.Code == "dolomite").Executor);
        Assert.All(types.Where(type => type.Code != "dolomite"), type => Assert.Equal("local", type.Executor));
    }
}
