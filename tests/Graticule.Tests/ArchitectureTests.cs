using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Graticule.Tests;

/// <summary>The arrows that ARCHITECTURE.md draws, checked: who may use whom.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Folder, and the folders of this solution that it may use. A row names only rows above it, so no circle can form.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Jobs"] = [],
        ["Jobs.Text"] = [],
        ["Jobs.Access"] = ["Jobs"],
        ["Jobs.Files"] = ["Jobs"],
        ["Jobs.Processes"] = ["Jobs"],
        ["Jobs.Inputs"] = ["Jobs", "Jobs.Files", "Jobs.Processes"],
        ["Jobs.Files.Library"] = ["Jobs", "Jobs.Files"],
        ["Jobs.Saved"] = ["Jobs"],
        ["Jobs.Accounting"] = ["Jobs"],
        ["Jobs.Storage"] = ["Jobs", "Jobs.Access", "Jobs.Accounting", "Jobs.Files.Library", "Jobs.Processes", "Jobs.Saved"],
        ["Jobs.Execution"] = ["Jobs", "Jobs.Files", "Jobs.Processes"],
        ["Jobs.Execution.Slurm"] = ["Jobs", "Jobs.Execution"],
        ["Jobs.Engine"] = ["Jobs", "Jobs.Execution", "Jobs.Files", "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage"],
        ["Raster.Pixels"] = [],
        ["Raster.Expressions"] = [],
        ["Raster.Tables"] = [],
        ["Raster.Times"] = [],
        ["Raster.Windows"] = [],
        ["Raster.Keeping"] = ["Raster.Windows"],
        ["Raster.Gdal"] = ["Raster.Pixels", "Raster.Windows"],
        ["Raster.Formats"] = ["Raster.Gdal", "Raster.Pixels", "Raster.Windows"],
        ["Raster.Rendering"] = ["Raster.Formats", "Raster.Gdal", "Raster.Pixels", "Raster.Windows"],
        ["Raster.Vectors"] = ["Raster.Gdal"],
        ["Raster.Cubes"] = ["Raster.Gdal", "Raster.Keeping", "Raster.Pixels", "Raster.Vectors", "Raster.Windows"],
        ["Raster.Catalog"] = ["Raster.Cubes", "Raster.Gdal", "Raster.Pixels", "Raster.Times", "Raster.Vectors", "Raster.Windows"],
        ["Raster.Catalog.Demo"] = ["Raster.Catalog", "Raster.Cubes", "Raster.Gdal", "Raster.Pixels", "Raster.Windows"],
        ["Raster.Observations"] = [],
        ["Raster.Ard.Tiff"] = ["Raster.Gdal", "Raster.Windows"],
        ["Raster.Ard"] = ["Raster.Ard.Tiff", "Raster.Gdal", "Raster.Pixels", "Raster.Windows"],
        ["Raster.Ard.Demo"] = ["Raster.Ard", "Raster.Catalog.Demo", "Raster.Gdal", "Raster.Pixels"],
        ["Raster.Observations.Conventions"] = ["Raster.Gdal", "Raster.Observations", "Raster.Pixels", "Raster.Times"],
        ["Raster.Observations.Points"] = ["Raster.Gdal", "Raster.Observations", "Raster.Observations.Conventions", "Raster.Tables", "Raster.Times"],
        ["Raster.Observations.Grids"] =
            ["Raster.Gdal", "Raster.Observations", "Raster.Observations.Conventions", "Raster.Pixels", "Raster.Times", "Raster.Windows"],
        ["Raster.Observations.Registration"] = ["Raster.Gdal", "Raster.Observations", "Raster.Observations.Grids", "Raster.Observations.Points"],
        ["Raster.Observations.Registration.Demo"] = ["Raster.Catalog.Demo"],
        ["Raster.CubeFormats"] =
            ["Raster.Cubes", "Raster.Formats", "Raster.Gdal", "Raster.Pixels", "Raster.Tables", "Raster.Vectors", "Raster.Windows"],
        ["Raster.BandMath"] = ["Raster.Expressions", "Raster.Formats", "Raster.Gdal", "Raster.Keeping", "Raster.Pixels", "Raster.Windows"],
        ["Analysis.Echo"] = ["Jobs", "Jobs.Processes"],
        ["Analysis.Keeping"] = ["Jobs", "Jobs.Processes", "Raster.Keeping"],
        ["Analysis.BandMath"] = ["Analysis.Keeping", "Jobs", "Jobs.Processes", "Raster.BandMath", "Raster.Expressions", "Raster.Formats", "Raster.Gdal", "Raster.Pixels"],
        ["Analysis.Subset"] = ["Jobs", "Jobs.Processes", "Raster.Formats", "Raster.Rendering"],
        ["Analysis.Matchup.Matching"] = ["Raster.Gdal"],
        ["Analysis.Matchup.Results"] = ["Raster.Observations"],
        ["Analysis.Change.Ccdc"] = [],
        ["Analysis.Change.Cubes"] = ["Analysis.Change.Ccdc", "Raster.Cubes", "Raster.Windows"],
        ["Analysis.Change.Inputs"] = ["Analysis.Change.Ccdc", "Jobs", "Jobs.Inputs", "Jobs.Processes", "Raster.Ard"],
        ["Analysis.Change.Results"] = ["Analysis.Change.Ccdc", "Jobs.Text", "Raster.Ard", "Raster.Formats", "Raster.Tables"],
        ["Analysis.Change.Chips"] = ["Analysis.Change.Ccdc", "Analysis.Change.Inputs", "Analysis.Change.Results", "Jobs", "Jobs.Processes", "Raster.Ard"],
        ["Analysis.Change.Store"] = ["Analysis.Change.Results", "Jobs"],
        ["Analysis.Change.Products"] =
        [
            "Analysis.Change.Ccdc", "Analysis.Change.Results", "Analysis.Change.Store", "Jobs", "Jobs.Processes", "Raster.Ard", "Raster.Formats", "Raster.Gdal",
            "Raster.Pixels",
        ],
        ["Analysis.Matchup.Outputs.Statistics"] = ["Analysis.Matchup.Results", "Raster.Observations"],
        ["Analysis.Matchup.Outputs.Quality"] = ["Analysis.Matchup.Outputs.Statistics", "Analysis.Matchup.Results", "Raster.Observations"],
        ["Analysis.Matchup.Outputs.Plots"] = ["Analysis.Matchup.Outputs.Statistics", "Analysis.Matchup.Results", "Raster.Observations", "Raster.Rendering"],
        ["Analysis.Matchup.Outputs"] =
        [
            "Analysis.Matchup.Outputs.Statistics", "Analysis.Matchup.Results", "Jobs", "Jobs.Processes", "Raster.Gdal", "Raster.Observations", "Raster.Pixels", "Raster.Tables",
        ],
        ["Analysis.Matchup.Outputs.Legacy"] =
            ["Analysis.Matchup.Outputs", "Analysis.Matchup.Results", "Jobs", "Jobs.Processes", "Raster.Gdal", "Raster.Observations", "Raster.Pixels"],
        ["Analysis.Matchup.Sources"] =
        [
            "Analysis.Matchup.Matching", "Analysis.Matchup.Outputs.Quality", "Analysis.Matchup.Results", "Raster.Observations", "Raster.Observations.Grids",
            "Raster.Observations.Points",
        ],
        ["Analysis.Matchup"] =
        [
            "Analysis.Matchup.Matching", "Analysis.Matchup.Outputs", "Analysis.Matchup.Outputs.Plots", "Analysis.Matchup.Outputs.Quality",
            "Analysis.Matchup.Outputs.Statistics", "Analysis.Matchup.Results", "Analysis.Matchup.Sources",
            "Jobs", "Jobs.Processes", "Raster.Observations", "Raster.Observations.Points",
        ],
        ["Analysis.Observations.Reading"] = ["Jobs", "Jobs.Processes", "Raster.Observations", "Raster.Observations.Grids", "Raster.Observations.Points"],
        ["Analysis.Observations.Series"] = ["Analysis.Observations.Reading", "Raster.Observations", "Raster.Observations.Grids"],
        ["Analysis.Observations.Subsets"] = ["Analysis.Observations.Reading", "Raster.Observations", "Raster.Observations.Points"],
        ["Analysis.Observations.Maps"] =
            ["Analysis.Observations.Reading", "Analysis.Observations.Series", "Raster.CubeFormats", "Raster.Cubes", "Raster.Observations", "Raster.Observations.Grids"],
        ["Analysis.Observations"] =
        [
            "Analysis.Observations.Maps", "Analysis.Observations.Reading", "Analysis.Observations.Series", "Analysis.Observations.Subsets", "Jobs", "Jobs.Processes",
            "Raster.CubeFormats", "Raster.Cubes", "Raster.Gdal", "Raster.Observations", "Raster.Observations.Grids",
        ],
        ["Analysis.Nesting"] = ["Jobs", "Jobs.Processes"],
        ["Analysis.Packages"] = ["Jobs", "Jobs.Processes"],
        ["Analysis.Packages.Containers"] = ["Analysis.Packages", "Jobs"],
        ["Analysis.Packages.Sandbox"] = ["Jobs", "Jobs.Execution"],
        ["Analysis.Packages.Commands"] =
            ["Analysis.Packages", "Analysis.Packages.Containers", "Analysis.Packages.Sandbox", "Jobs", "Jobs.Processes", "Raster.Formats", "Raster.Gdal"],
        ["Analysis.Packages.Cwl.Running"] =
            ["Analysis.Packages", "Analysis.Packages.Containers", "Analysis.Packages.Sandbox", "Jobs", "Jobs.Processes"],
        ["Analysis.Packages.Cwl"] = ["Analysis.Packages", "Analysis.Packages.Cwl.Running", "Jobs", "Jobs.Processes"],
        ["Analysis.Batch.Staging"] = ["Jobs"],
        ["Analysis.Batch.Outputs"] = ["Analysis.Batch.Staging", "Jobs.Execution"],
        ["Analysis.Batch"] =
        [
            "Analysis.Batch.Outputs", "Analysis.Batch.Staging", "Analysis.Packages", "Analysis.Packages.Containers", "Analysis.Packages.Sandbox", "Jobs",
            "Jobs.Processes",
        ],
        ["Analysis.Gateway"] = ["Jobs", "Jobs.Processes"],
        ["Analysis.Packages.Workflows"] = ["Analysis.Nesting", "Analysis.Packages", "Jobs", "Jobs.Processes"],
        ["Analysis.Packages.Formats"] = ["Analysis.Packages", "Analysis.Packages.Cwl", "Analysis.Packages.Workflows", "Jobs", "Jobs.Processes"],
        ["Analysis.Graphs"] = ["Jobs", "Raster.Catalog", "Raster.Cubes", "Raster.Vectors"],
        ["Analysis.Graphs.Cubes"] = ["Analysis.Graphs", "Raster.Cubes", "Raster.Windows"],
        ["Analysis.Graphs.LaneMath"] = ["Raster.Cubes"],
        ["Analysis.Graphs.Specs"] = ["Analysis.Graphs"],
        ["Analysis.Graphs.Udf"] = ["Analysis.Graphs", "Analysis.Packages.Sandbox", "Jobs", "Raster.Cubes", "Raster.Windows"],
        ["Analysis.Graphs.Processes"] =
        [
            "Analysis.Change.Cubes", "Analysis.Graphs", "Analysis.Graphs.Cubes", "Analysis.Graphs.LaneMath", "Analysis.Graphs.Udf", "Jobs", "Raster.Catalog",
            "Raster.CubeFormats", "Raster.Cubes", "Raster.Gdal", "Raster.Vectors", "Raster.Windows",
        ],
        ["Analysis.GraphJobs"] =
        [
            "Analysis.Graphs", "Analysis.Graphs.Processes", "Analysis.Graphs.Specs", "Analysis.Graphs.Udf", "Analysis.Keeping", "Jobs", "Jobs.Processes",
            "Raster.Catalog", "Raster.CubeFormats", "Raster.Cubes", "Raster.Gdal", "Raster.Keeping",
        ],
        ["Analysis.Change.Collections"] =
        [
            "Analysis.Change.Ccdc", "Analysis.Change.Cubes", "Analysis.GraphJobs", "Analysis.Graphs", "Analysis.Graphs.Processes", "Analysis.Observations.Reading",
            "Jobs", "Jobs.Processes", "Raster.CubeFormats", "Raster.Cubes", "Raster.Gdal", "Raster.Tables", "Raster.Vectors", "Raster.Windows",
        ],
        ["Analysis.Change"] = ["Analysis.Change.Ccdc", "Analysis.Change.Collections", "Analysis.Observations.Reading", "Jobs", "Jobs.Processes"],
        ["Analysis"] =
        [
            "Analysis.BandMath", "Analysis.Batch", "Analysis.Change", "Analysis.Change.Chips", "Analysis.Change.Products", "Analysis.Echo", "Analysis.Gateway",
            "Analysis.GraphJobs", "Analysis.Matchup", "Analysis.Matchup.Outputs.Legacy", "Analysis.Nesting", "Analysis.Observations", "Analysis.Packages",
            "Analysis.Packages.Commands", "Analysis.Packages.Cwl", "Analysis.Packages.Workflows", "Analysis.Subset", "Jobs", "Jobs.Execution", "Jobs.Processes",
            "Raster.Gdal",
        ],
        ["Server.Access"] = ["Jobs", "Jobs.Access"],
        ["Server.Observability"] = ["Jobs", "Jobs.Execution", "Jobs.Storage"],
        ["Server.Sending"] = [],
        ["Server.Callbacks"] = ["Jobs", "Jobs.Inputs", "Jobs.Storage", "Server.Access"],
        ["Server.Maps"] = ["Jobs", "Jobs.Access", "Jobs.Files", "Raster.Formats", "Raster.Rendering", "Server.Access"],
        ["Server.Dialects"] = ["Jobs", "Jobs.Storage"],
        ["Server.Dialects.OgcProcesses"] =
        [
            "Analysis.Packages", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Execution", "Jobs.Files", "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage",
            "Server.Access", "Server.Dialects", "Server.Maps",
        ],
        ["Server.Dialects.OpenEo"] =
        [
            "Analysis.GraphJobs", "Analysis.Graphs", "Analysis.Graphs.Specs", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Execution", "Jobs.Files",
            "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage", "Raster.Catalog", "Raster.CubeFormats", "Raster.Rendering", "Server.Access", "Server.Dialects", "Server.Maps",
        ],
        ["Server.Dialects.OpenEo.Early.Graphs"] = ["Analysis.Graphs"],
        ["Server.Dialects.OpenEo.Early"] =
        [
            "Analysis.GraphJobs", "Analysis.Graphs", "Analysis.Graphs.Specs", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Execution", "Jobs.Files",
            "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage", "Raster.Catalog", "Raster.CubeFormats", "Raster.Rendering", "Server.Access", "Server.Dialects",
            "Server.Dialects.OpenEo", "Server.Dialects.OpenEo.Early.Graphs", "Server.Maps",
        ],
        ["Server.Dialects.OpenEo.Early.Rest"] =
        [
            "Analysis.Graphs.Specs", "Jobs", "Jobs.Access", "Jobs.Files", "Jobs.Storage", "Raster.Catalog", "Raster.CubeFormats", "Server.Access",
            "Server.Dialects.OpenEo", "Server.Dialects.OpenEo.Early", "Server.Dialects.OpenEo.Early.Graphs",
        ],
        ["Server.Dialects.Cdms"] =
        [
            "Analysis.Matchup", "Analysis.Matchup.Results", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Files", "Jobs.Processes", "Jobs.Storage", "Jobs.Text", "Raster.Observations", "Raster.Observations.Points",
            "Server.Access", "Server.Dialects",
        ],
        ["Server.Dialects.Cdms.Insitu"] = ["Analysis.Observations.Reading", "Raster.Observations", "Raster.Observations.Points", "Server.Dialects.Cdms"],
        ["Server.Dialects.Cdms.Data"] =
        [
            "Analysis.Observations", "Analysis.Observations.Reading", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Files", "Raster.Observations", "Server.Access",
            "Server.Dialects.Cdms", "Server.Dialects.Cdms.Insitu",
        ],
        ["Server.Dialects.Hpc.Throttling"] = [],
        ["Server.Dialects.Hpc.Configuration"] = ["Server.Dialects.Hpc.Throttling"],
        ["Server.Dialects.Hpc"] =
        [
            "Jobs", "Jobs.Access", "Jobs.Accounting", "Jobs.Engine", "Jobs.Execution", "Jobs.Files", "Jobs.Files.Library", "Jobs.Saved", "Jobs.Storage",
            "Server.Access", "Server.Dialects.Hpc.Configuration", "Server.Dialects.Hpc.Throttling", "Server.Sending",
        ],
        ["Server.Dialects.Hpc.Setup"] = ["Jobs", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Configuration", "Server.Dialects.Hpc.Throttling"],
        ["Server.Dialects.Hpc.Accounts"] = ["Jobs.Access", "Jobs.Accounting", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Configuration"],
        ["Server.Dialects.Hpc.Sharing"] = ["Jobs.Storage", "Server.Dialects.Hpc"],
        ["Server.Dialects.Hpc.Catalog"] =
        [
            "Jobs.Access", "Jobs.Accounting", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Accounts", "Server.Dialects.Hpc.Configuration",
        ],
        ["Server.Dialects.Hpc.Files"] = ["Jobs", "Jobs.Files.Library", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Throttling", "Server.Sending"],
        ["Server.Dialects.Hpc.Jobs"] =
        [
            "Analysis.Batch", "Jobs", "Jobs.Access", "Jobs.Execution", "Jobs.Files.Library", "Jobs.Saved", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Accounts",
            "Server.Dialects.Hpc.Configuration", "Server.Dialects.Hpc.Files", "Server.Dialects.Hpc.Sharing", "Server.Dialects.Hpc.Throttling",
        ],
        ["Server.Dialects.Hpc.Jobs.Labels"] =
        [
            "Jobs.Saved", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Accounts", "Server.Dialects.Hpc.Jobs", "Server.Dialects.Hpc.Sharing",
            "Server.Dialects.Hpc.Throttling",
        ],
        ["Server.Dialects.Lcmap"] =
        [
            "Analysis.Change.Ccdc", "Analysis.Change.Chips", "Analysis.Change.Products", "Analysis.Change.Results", "Analysis.Change.Store", "Jobs", "Jobs.Access", "Jobs.Engine",
            "Jobs.Files", "Jobs.Storage", "Raster.Ard", "Server.Access", "Server.Dialects",
        ],
        ["Server.Dialects.Lcmap.Cql.Protocol"] = [],
        ["Server.Dialects.Lcmap.Cql.Language"] = ["Server.Dialects.Lcmap.Cql.Protocol"],
        ["Server.Dialects.Lcmap.Cql.Tables"] =
        [
            "Analysis.Change.Ccdc", "Analysis.Change.Results", "Analysis.Change.Store", "Server.Dialects.Lcmap.Cql.Protocol",
        ],
        ["Server.Dialects.Lcmap.Cql.Queries"] =
        [
            "Server.Dialects.Lcmap.Cql.Language", "Server.Dialects.Lcmap.Cql.Protocol", "Server.Dialects.Lcmap.Cql.Tables",
        ],
        ["Server.Dialects.Lcmap.Cql"] =
        [
            "Jobs", "Jobs.Access", "Server.Access", "Server.Dialects.Lcmap.Cql.Language", "Server.Dialects.Lcmap.Cql.Protocol", "Server.Dialects.Lcmap.Cql.Queries",
            "Server.Dialects.Lcmap.Cql.Tables",
        ],
        ["Server.Dialects.Lcmap.Chipmunk"] = ["Analysis.Change.Inputs", "Jobs", "Jobs.Access", "Raster.Ard", "Server.Dialects.Lcmap"],
        ["Server.Hosting"] =
        [
            "Analysis", "Analysis.Batch", "Analysis.Change", "Analysis.Change.Chips", "Analysis.Change.Inputs", "Analysis.Change.Products", "Analysis.Change.Store",
            "Analysis.GraphJobs", "Analysis.Matchup", "Analysis.Observations", "Analysis.Observations.Reading", "Analysis.Packages", "Analysis.Packages.Containers",
            "Analysis.Packages.Formats", "Jobs", "Jobs.Access", "Jobs.Engine", "Jobs.Execution", "Jobs.Execution.Slurm", "Jobs.Files", "Jobs.Files.Library",
            "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage", "Raster.Ard", "Raster.Catalog", "Raster.Observations", "Raster.Observations.Registration",
            "Raster.Rendering", "Server.Access", "Server.Callbacks", "Server.Dialects", "Server.Dialects.Cdms", "Server.Dialects.Cdms.Data",
            "Server.Dialects.Cdms.Insitu", "Server.Dialects.Hpc", "Server.Dialects.Hpc.Catalog", "Server.Dialects.Hpc.Configuration", "Server.Dialects.Hpc.Files",
            "Server.Dialects.Hpc.Jobs", "Server.Dialects.Hpc.Jobs.Labels", "Server.Dialects.Hpc.Setup", "Server.Dialects.Hpc.Throttling", "Server.Dialects.Lcmap",
            "Server.Dialects.Lcmap.Chipmunk", "Server.Dialects.Lcmap.Cql", "Server.Dialects.Lcmap.Cql.Tables", "Server.Dialects.OgcProcesses",
            "Server.Dialects.OpenEo", "Server.Dialects.OpenEo.Early", "Server.Dialects.OpenEo.Early.Rest", "Server.Maps", "Server.Observability", "Server.Sending",
        ],
        ["Cli.Client"] = ["Jobs"],
        ["Cli.Client.Files"] = ["Jobs"],
        ["Cli.Terminal"] = [],
        ["Cli.Work"] =
            ["Analysis", "Analysis.GraphJobs", "Analysis.Packages.Containers", "Analysis.Packages.Sandbox", "Jobs", "Jobs.Execution", "Jobs.Processes", "Raster.Gdal", "Raster.Rendering"],
        ["Cli"] =
        [
            "Analysis", "Analysis.Packages", "Cli.Client", "Cli.Client.Files", "Cli.Terminal", "Cli.Work", "Jobs", "Jobs.Access", "Jobs.Execution.Slurm",
            "Jobs.Inputs", "Jobs.Processes", "Jobs.Storage", "Raster.Ard", "Raster.Ard.Demo", "Raster.Catalog", "Raster.Catalog.Demo", "Raster.Gdal",
            "Raster.Observations", "Raster.Observations.Registration", "Raster.Observations.Registration.Demo", "Server.Access", "Server.Hosting",
        ],
    };

    [Fact]
    public void Folders_use_only_what_the_architecture_allows()
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../src"));
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

        var broken = files.SelectMany(file => Broken(file, File.ReadAllText(file))).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void A_row_names_only_rows_above_it()
    {
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (folder, uses) in Allowed)
        {
            Assert.Subset(above, uses.ToHashSet(StringComparer.Ordinal));
            above.Add(folder);
        }
    }

    private static IEnumerable<string> Broken(string file, string text)
    {
        var home = Namespace().Match(text) is { Success: true } match ? match.Groups["name"].Value : "Cli"; // Program.cs
        return Using().Matches(text)
            .Select(use => use.Groups["name"].Value)
            .Where(use => use != home && !Allowed.GetValueOrDefault(home, []).Contains(use, StringComparer.Ordinal))
            .Select(use => $"{Path.GetFileName(file)}: {home} uses {use}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^namespace Graticule\.(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using Graticule\.(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
