using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>One operation of the API definition.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="Path">Below the API's root.</param>
/// <param name="Id">The name that the standard's own definition has for it, where it has one.</param>
/// <param name="Tag">Group.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">Names of <see cref="OpenApiComponents"/>.</param>
/// <param name="Answers">Statuses, each with the schema of its JSON body or nothing.</param>
internal sealed record OpenApiOperation(
    string Method, string Path, string Id, string Tag, string Summary, string[] Parameters, (int Status, string? Schema)[] Answers)
{
    /// <summary>Media type of the request's body; null: there is none, or there are several.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the body is a package, of any of these media types.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public JsonObject Write()
    {
        JsonObject operation = new() { ["operationId"] = Id, ["tags"] = new JsonArray(Tag), ["summary"] = Summary };
        if (Parameters.Length > 0)
        {
            operation["parameters"] = new JsonArray([.. Parameters.Select(name => OpenApiComponents.Reference("parameters", name))]);
        }

        if (Body is not null)
        {
            var schema = Body == Words.Json ? OpenApiComponents.Reference("schemas", "execute") : new JsonObject { ["type"] = "string", ["format"] = "binary" };
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [Body] = new JsonObject { ["schema"] = schema } } };
        }

        if (Packages.Count > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject(Packages.Select(type => KeyValuePair.Create<string, JsonNode?>(type, new JsonObject
                {
                    ["schema"] = type == Words.Package ? OpenApiComponents.Reference("schemas", "ogcapppkg") : new JsonObject { ["type"] = "string" },
                }))),
            };
        }

        operation["responses"] = WriteAnswers(Answers);
        return operation;
    }

    public static JsonObject WriteAnswers((int Status, string? Schema)[] answers)
    {
        JsonObject written = [];
        foreach (var (status, schema) in answers)
        {
            JsonObject answer = new() { ["description"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) };
            if (schema is not null)
            {
                answer["content"] = new JsonObject
                {
                    [schema == "exception" ? Words.Problem : Words.Json] = new JsonObject { ["schema"] = OpenApiComponents.Reference("schemas", schema) },
                };
            }

            written[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = answer;
        }

        return written;
    }
}

/// <summary>All operations but those of single processes.</summary>
internal static class OpenApiOperations
{
    private const string Entrance = "Landing Page";
    private const string Processes = "Processes";
    private const string Dru = "DRU";
    private const string Jobs = "Jobs";
    private const string Files = "Files";

    private static readonly (int Status, string? Schema) Invalid = (400, "exception");
    private static readonly (int Status, string? Schema) Missing = (404, "exception");
    private static readonly (int Status, string? Schema) Forbidden = (403, "exception");
    private static readonly (int Status, string? Schema) Taken = (409, "exception");
    private static readonly (int Status, string? Schema) Foreign = (415, "exception");

    /// <summary>Media types of packages.</summary>
    private static readonly string[] PackageTypes = [Words.Package, "application/cwl", "application/cwl+json", "application/cwl+yaml"];

    public static IReadOnlyList<OpenApiOperation> All { get; } =
    [
        new("get", "/", "getLandingPage", Entrance, "The landing page.", ["f"], [(200, "landingPage")]),
        new("get", "/conformance", "getConformance", "Conformance", "The conformance classes that hold.", ["f"], [(200, "confClasses")]),
        new("get", "/api", "getAPI", "API", "This document.", ["f"], [(200, "anything")]),
        new("get", "/api/processes-list", "getAPIProcesses", "API", "The ids of the processes.", [], [(200, "ids")]),
        new("get", "/processes", "getProcesses", Processes, "The processes.", ["limit", "offset", "f"], [(200, "processList"), Invalid]),
        new("get", "/processes/{processID}", "getProcessDescription", Processes, "One process.", ["processID", "f"], [(200, "process"), Missing]),
        new("post", "/processes", "deploy", Dru, "Deploy a process.", ["w", "dryRun"], [(201, "processSummary"), Invalid, Forbidden, Taken, Foreign]) { Packages = PackageTypes },
        new("put", "/processes/{processID}", "replace", Dru, "Replace a process that you deployed; its jobs go on as they were.", ["processID", "w"],
            [(204, null), Invalid, Forbidden, Missing, Taken, Foreign]) { Packages = PackageTypes },
        new("delete", "/processes/{processID}", "undeploy", Dru, "Remove a process that you deployed; its jobs and their results stay.", ["processID"], [(204, null), Forbidden, Missing]),
        new("get", "/processes/{processID}/package", "getPackage", Dru, "What was deployed.", ["processID"], [(200, "anything"), Missing, (406, "exception")]),
        new("post", "/processes/{processID}/execution", "execute", Processes, "Run a process.", ["processID", "response", "dryRun", "prefer"], Execution) { Body = Words.Json },
        new("get", "/processes/{processID}/execution", "executeKVP", Processes, "Run a process, its inputs in the query.", ["processID", "response", "prefer"], Execution),
        new("post", "/processes/{processID}/validation", "validate", Processes, "Find every fault in a request, without running it.", ["processID"],
            [(200, "anything"), Invalid, Missing]) { Body = Words.Json },
        new("get", "/jobs", "getJobs", Jobs, "The jobs, newest first.",
            ["type", "processIDs", "status", "datetime", "minDuration", "maxDuration", "limit", "f"], [(200, "jobList"), Invalid]),
        new("post", "/jobs", "createJob", Jobs, "Make a job of a request that names its process; it is started by a POST to its results.", [],
            [(201, "statusInfo"), Invalid, Missing, (415, "exception"), (422, "exception")]) { Body = Words.Json },
        new("patch", "/jobs/{jobId}", "updateJob", Jobs, "Change what a created job asks for.", ["jobId"], [(200, "statusInfo"), Invalid, Missing, (423, "exception")]) { Body = Words.Json },
        new("get", "/jobs/{jobId}/definition", "getDefinition", Jobs, "The request behind a job.", ["jobId"], [(200, "anything"), Missing]),
        new("get", "/jobs/{jobId}/inputs", "getInputs", Jobs, "What a job was given.", ["jobId"], [(200, "anything"), Missing]),
        new("get", "/jobs/{jobId}/prov", "getProvenance", Jobs, "Where the results come from: PROV-JSON, or an RO-Crate.", ["jobId", "f"], [(200, "anything"), Missing]),
        new("post", "/jobs/{jobId}/results", "startJob", Jobs, "Start a created job.", ["jobId"], [(200, "statusInfo"), Missing, (423, "exception")]),
        new("get", "/jobs/{jobId}", "getStatus", Jobs, "Where a job stands.", ["jobId", "f"], [(200, "statusInfo"), Missing]),
        new("delete", "/jobs/{jobId}", "dismiss", Jobs, "Stop a job; take one that has ended away.", ["jobId"], [(200, "statusInfo"), Missing]),
        new("get", "/jobs/{jobId}/results", "getResult", Jobs, "The results of a job.", ["jobId", "outputs", "prefer", "f"], [(200, "results"), (204, null), Invalid, Missing]),
        new("get", "/jobs/{jobId}/results/{outputID}", "getOutput", Jobs, "One output.", ["jobId", "outputID"], [(200, "anything"), Missing]),
        new("get", "/jobs/{jobId}/results/{outputID}/{index}", "getOutputValue", Jobs, "One of the values of an output.", ["jobId", "outputID", "index"],
            [(200, "anything"), Missing]),
        new("get", "/jobs/{jobId}/log", "getLog", Jobs, "What the job said, one JSON object for each line.", ["jobId", "from"], [(200, "anything"), Missing]),
        new("get", "/jobs/{jobId}/deliveries", "getDeliveries", Jobs, "Which news went to the subscriber, and how.", ["jobId"], [(200, "anything"), Missing]),
        new("get", "/files", "getFiles", Files, "The files that you uploaded.", ["f"], [(200, "anything")]),
        new("get", "/files/{name}", "getFile", Files, "One file.", ["name"], [(200, "anything"), Missing]),
        new("put", "/files/{name}", "putFile", Files, "Upload a file.", ["name"], [(200, "anything"), (201, "anything"), Invalid, (413, "exception")]) { Body = "application/octet-stream" },
        new("delete", "/files/{name}", "deleteFile", Files, "Take a file away.", ["name"], [(204, null), Missing]),
    ];

    /// <summary>Answers to a request to run a process.</summary>
    public static (int Status, string? Schema)[] Execution =>
        [(200, "anything"), (201, "statusInfo"), (204, null), (400, "exception"), (404, "exception"), (413, "exception"), (500, "exception")];
}
