using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>
/// Images of the packages in the corpus, in which the tools are scripts: each says what it was given, one bracket an argument, and writes a
/// small catalog or what else its package expects.
/// </summary>
public sealed partial class StubTools : IDisposable
{
    private const string Say = """
        PATH=/usr/bin
        say() { for word; do printf '<%s>' "$word"; done; echo; }
        catalog() { mkdir -p "$1"; echo '{"type": "Catalog", "stac_version": "1.0.0", "id": "stub", "description": "stub", "links": []}' > "$1/catalog.json"; }
        say "$(basename "$0")" "$@" >&2

        """;

    private const string Runner = Say + """
        case "$1" in
          pattern-4) catalog ndvi; catalog ndwi ;;
          pattern-6) echo 0.75 > mean.txt ;;
          pattern-8) case " $* " in *" --produce-output "*) catalog water-bodies ;; esac ;;
          pattern-9) case " $* " in *" --index ndvi "*) catalog index-ndvi ;; esac ;;
          *) catalog . ;;
        esac
        """;

    private readonly StubImages _images = new();
    private readonly TemporaryFolder _folder = new();

    public StubTools()
    {
        if (StubImages.Lack is not null)
        {
            return;
        }

        _images.Add("ghcr.io/eoap/application-package-patterns/runner:0.2.0", ("runner", Runner));
        _images.Add("eoepca/snuggs:0.3.0", ("s-expression", Say + "catalog ."));
        _images.Add("docker.io/curlimages/curl:latest", ("curl", Say + """for band in B8A B12 SCL; do list="$list\"$band\": {\"href\": \"http://example.org/$band.tif\"},"; done; echo "{\"assets\": {${list%,}}}" """));
        _images.Add("docker.io/osgeo/gdal:latest", ("gdal_translate", Say + "for last; do :; done; echo II > \"$last\""));
        _images.Add("docker.io/terradue/otb-7.2.0:latest", ("otbcli_BandMathX", Say + "echo II > \"$2\""));
        _images.Add("registry.gitlab.com/terradue-ogctb16/eoap/d169-jupyter-nb/stacme:0.1.0-develop", ("stacme", Say + "catalog ."));
    }

    public void Dispose()
    {
        _images.Dispose();
        _folder.Dispose();
    }

    /// <summary>Runs a package of the corpus to its end.</summary>
    /// <param name="package">Its file's name, without the ending.</param>
    /// <param name="inputs">As a request has them; files and folders as paths that are staged here.</param>
    internal async Task<CwlJob> RunAsync(string package, string inputs)
    {
        Skip.If(StubImages.Lack is not null, StubImages.Lack);
        var job = new CwlJob(_folder.Path, _images.Folder, await Corpus.ReadAsync(package), JsonNode.Parse(inputs)!.AsObject());
        foreach (Match path in StagedPath().Matches(inputs))
        {
            var full = Path.Combine(job.Folder, path.Value);
            Directory.CreateDirectory(Path.GetExtension(full).Length > 0 ? Path.GetDirectoryName(full)! : full);
            await File.WriteAllTextAsync(Path.GetExtension(full).Length > 0 ? full : Path.Combine(full, "catalog.json"), "{}");
        }

        return await job.RunAsync();
    }

    /// <summary>What the tools said that they were given, in the order in which they ran; of staged paths the names alone.</summary>
    internal static string Said(CwlJob job) => string.Join('\n', job.Steps().Select(step => Said(Path.Combine(job.Folder, (string)step!["log"]!))));

    private static string Said(string log) => StagedWord().Replace(File.ReadLines(log).First(), "<*$1>");

    [GeneratedRegex(@"inputs/[\w.-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StagedPath();

    [GeneratedRegex("</[^<>]*/([^<>/]+)>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StagedWord();
}
