using System.Reflection;
using Graticule.Analysis;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;
using Graticule.Raster.Formats;
using Graticule.Server.Dialects;
using Graticule.Server.Hosting;

namespace Graticule.Tests;

/// <summary>The lists in code name everything that belongs in them: what is not listed is not there for anybody.</summary>
public sealed class ListTests
{
    /// <summary>What is made of a package takes the package; what is built in takes nothing.</summary>
    [Fact]
    public void Every_process_is_built_in_but_for_those_that_packages_make() => Assert.Equal(
        Kinds<IProcess>(typeof(BuiltIn).Assembly, type => !type.Namespace!.StartsWith("Graticule.Analysis.Packages", StringComparison.Ordinal)),
        BuiltIn.Processes.Select(process => process.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_kind_of_package_has_its_loader_in_the_list() => Assert.Equal(
        Kinds<IPackageLoader>(typeof(BuiltIn).Assembly), BuiltIn.Loaders.Select(loader => loader.GetType().Name).Order(StringComparer.Ordinal));

    /// <summary>But for those that clients of other servers ask for by name.</summary>
    [Fact]
    public void Ids_of_processes_are_in_lower_case_and_leave_the_rest_to_users() =>
        Assert.All(BuiltIn.Processes, process => Assert.Matches("^([a-z][a-z0-9-]*|securityOut|FinalizeHPC1|openeoFilterIn)$", process.Description.Id));

    [Fact]
    public void Every_raster_format_is_offered() => Assert.Equal(
        typeof(RasterFormats).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(RasterFormat) && property.DeclaringType != typeof(RasterFormats))
            .Select(property => ((RasterFormat)property.GetValue(null)!).Name).Order(StringComparer.Ordinal),
        RasterFormats.All.Select(format => format.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_dialect_and_every_executor_is_part_of_the_server()
    {
        var parts = typeof(ServerParts).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(field => field.FieldType.Name)
            .Concat(typeof(ServerParts).GetProperties().Select(property => property.PropertyType.Name)).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(parts, Kinds<IDialect>(typeof(ServerParts).Assembly).ToHashSet(StringComparer.Ordinal));
        Assert.Subset(parts, Kinds<IExecutor>(typeof(IExecutor).Assembly).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Kinds<T>(Assembly assembly, Func<Type, bool>? which = null) =>
        assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(T)) && which?.Invoke(type) != false).Select(type => type.Name).Order(StringComparer.Ordinal);
}
