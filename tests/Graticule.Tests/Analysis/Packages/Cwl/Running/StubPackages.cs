namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>
/// Images of the packages in the corpus, in which the tools are scripts: each says what it was given, one bracket an argument, and writes a
/// small catalog or what else its package expects.
/// </summary>
internal static class StubPackages
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

    public static void AddTo(StubImages images)
    {
        if (StubImages.Lack is not null)
        {
            return;
        }

        images.Add("ghcr.io/eoap/application-package-patterns/runner:0.2.0", ("runner", Runner));
        images.Add("eoepca/snuggs:0.3.0", ("s-expression", Say + "catalog ."));
        images.Add("docker.io/curlimages/curl:latest", ("curl", Say + """for band in B8A B12 SCL; do list="$list\"$band\": {\"href\": \"http://example.org/$band.tif\"},"; done; echo "{\"assets\": {${list%,}}}" """));
        images.Add("docker.io/osgeo/gdal:latest", ("gdal_translate", Say + "for last; do :; done; echo II > \"$last\""));
        images.Add("docker.io/terradue/otb-7.2.0:latest", ("otbcli_BandMathX", Say + "echo II > \"$2\""));
        images.Add("registry.gitlab.com/terradue-ogctb16/eoap/d169-jupyter-nb/stacme:0.1.0-develop", ("stacme", Say + "catalog ."));
    }
}
