namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The conformance classes that this dialect implements, and no others.</summary>
internal static class Conformance
{
    private const string Version1 = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";
    private const string Version2 = "http://www.opengis.net/spec/ogcapi-processes-1/2.0/conf/";
    private const string Part2 = "http://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/";
    private const string Part3 = "http://www.opengis.net/spec/ogcapi-processes-3/0.0/conf/";
    private const string Part4 = "http://www.opengis.net/spec/ogcapi-processes-4/1.0/conf/";
    private const string Common = "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/";

    public static IReadOnlyList<string> Classes { get; } =
    [
        Version1 + "core", Version1 + "ogc-process-description", Version1 + "json", Version1 + "html", Version1 + "oas30",
        Version1 + "job-list", Version1 + "callback", Version1 + "dismiss",
        Version2 + "core", Version2 + "ogc-process-description", Version2 + "json", Version2 + "html", Version2 + "oas30",
        Version2 + "job-list", Version2 + "callback", Version2 + "dismiss", Version2 + "kvp-execute",
        Part2 + "deploy-replace-undeploy", Part2 + "ogcapppkg", Part2 + "docker", Part2 + "cwl",
        Part3 + "nested-processes", Part3 + "deployable-workflows",
        Part4 + "job-management", Part4 + "ogcapi-processes", Part4 + "provenance",
        Common + "core", Common + "json", Common + "html", Common + "oas30",
    ];
}
