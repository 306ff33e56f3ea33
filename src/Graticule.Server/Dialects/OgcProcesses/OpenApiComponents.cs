using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>What the operations of the API definition refer to.</summary>
internal static class OpenApiComponents
{
    /// <summary>Schemas in outline; the standard's own schema files are what counts.</summary>
    private const string Schemas = """
        {
          "anything": {},
          "ids": {"type": "array", "items": {"type": "string"}},
          "link": {"type": "object", "required": ["href"], "properties": {"href": {"type": "string"}, "rel": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"}}},
          "links": {"type": "array", "items": {"$ref": "#/components/schemas/link"}},
          "landingPage": {"type": "object", "required": ["links"], "properties": {"title": {"type": "string"}, "description": {"type": "string"}, "links": {"$ref": "#/components/schemas/links"}}},
          "confClasses": {"type": "object", "required": ["conformsTo"], "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}}},
          "processSummary": {"type": "object", "required": ["id", "version"], "properties": {
            "id": {"type": "string"}, "version": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}, "mutable": {"type": "boolean"},
            "jobControlOptions": {"type": "array", "items": {"type": "string", "enum": ["sync-execute", "async-execute", "dismiss"]}},
            "outputTransmission": {"type": "array", "items": {"type": "string", "enum": ["value", "reference"]}}, "links": {"$ref": "#/components/schemas/links"}}},
          "processList": {"type": "object", "required": ["processes", "links"], "properties": {
            "processes": {"type": "array", "items": {"$ref": "#/components/schemas/processSummary"}}, "links": {"$ref": "#/components/schemas/links"}}},
          "process": {"allOf": [{"$ref": "#/components/schemas/processSummary"}, {"type": "object", "properties": {"inputs": {"type": "object"}, "outputs": {"type": "object"}}}]},
          "ogcapppkg": {"type": "object", "required": ["executionUnit"], "properties": {
            "processDescription": {"$ref": "#/components/schemas/process"},
            "executionUnit": {"oneOf": [{"$ref": "#/components/schemas/executionUnit"}, {"type": "array", "items": {"$ref": "#/components/schemas/executionUnit"}}]}}},
          "executionUnit": {"type": "object", "description": "A link to CWL, CWL in place, or a container image.", "properties": {
            "href": {"type": "string"}, "type": {"type": "string"}, "value": {}, "mediaType": {"type": "string"},
            "image": {"type": "string"}, "deployment": {"type": "string", "enum": ["local", "remote", "hpc", "cloud"]}, "config": {"type": "object"}, "bindings": {"type": "object"}}},
          "qualifiedOrLink": {"type": "object", "properties": {"value": {}, "mediaType": {"type": "string"}, "encoding": {"type": "string"}, "href": {"type": "string"}, "type": {"type": "string"}}},
          "execute": {"type": "object", "properties": {
            "inputs": {"type": "object"},
            "outputs": {"type": "object", "additionalProperties": {"type": "object", "properties": {
              "mediaType": {"type": "string"}, "format": {"type": "object", "properties": {"mediaType": {"type": "string"}}},
              "transmissionMode": {"type": "string", "enum": ["value", "reference"]}}}},
            "response": {"type": "string", "enum": ["raw", "document"]},
            "subscriber": {"type": "object", "properties": {
              "successUri": {"type": "string", "format": "uri"}, "inProgressUri": {"type": "string", "format": "uri"}, "failedUri": {"type": "string", "format": "uri"}}}}},
          "statusInfo": {"type": "object", "required": ["jobID", "id", "status", "type"], "properties": {
            "jobID": {"type": "string"}, "id": {"type": "string"}, "type": {"type": "string", "enum": ["process"]}, "processingEntityType": {"type": "string"}, "processID": {"type": "string"},
            "status": {"type": "string", "enum": ["created", "accepted", "running", "successful", "failed", "dismissed"]}, "message": {"type": "string"},
            "progress": {"type": "integer", "minimum": 0, "maximum": 100}, "created": {"type": "string", "format": "date-time"}, "started": {"type": "string", "format": "date-time"},
            "finished": {"type": "string", "format": "date-time"}, "updated": {"type": "string", "format": "date-time"},
            "exception": {"$ref": "#/components/schemas/exception"}, "links": {"$ref": "#/components/schemas/links"}}},
          "jobList": {"type": "object", "required": ["jobs", "links"], "properties": {
            "jobs": {"type": "array", "items": {"$ref": "#/components/schemas/statusInfo"}}, "links": {"$ref": "#/components/schemas/links"}}},
          "results": {"type": "object", "additionalProperties": {}},
          "exception": {"type": "object", "required": ["type"], "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "object", "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}}}}}}
        }
        """;

    private const string Parameters = """
        {
          "f": {"name": "f", "in": "query", "description": "Form of the answer, in place of Accept.", "schema": {"type": "string", "enum": ["json", "html"]}},
          "limit": {"name": "limit", "in": "query", "description": "Size of a page; more than the maximum is cut down to it.", "schema": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 10}},
          "offset": {"name": "offset", "in": "query", "description": "How many to leave out before the page.", "schema": {"type": "integer", "minimum": 0, "default": 0}},
          "jobId": {"name": "jobId", "in": "path", "required": true, "schema": {"type": "string"}},
          "outputID": {"name": "outputID", "in": "path", "required": true, "schema": {"type": "string"}},
          "index": {"name": "index", "in": "path", "required": true, "description": "Counted from 0.", "schema": {"type": "integer", "minimum": 0}},
          "name": {"name": "name", "in": "path", "required": true, "schema": {"type": "string"}},
          "from": {"name": "from", "in": "query", "description": "First line, counted from 0.", "schema": {"type": "integer", "minimum": 0, "default": 0}},
          "outputs": {"name": "outputs", "in": "query", "description": "Only these.", "style": "form", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
          "response": {"name": "response", "in": "query", "description": "As the body's member of the same name.", "schema": {"type": "string", "enum": ["raw", "document"]}},
          "w": {"name": "w", "in": "query", "description": "Which of the package's workflows; without it, the first.", "schema": {"type": "string"}},
          "dryRun": {"name": "dry-run", "in": "query", "description": "Check the request and run nothing.", "schema": {"type": "boolean", "default": false}},
          "prefer": {"name": "Prefer", "in": "header", "description": "Any of respond-async, wait=SECONDS, return=minimal, return=representation.", "schema": {"type": "string"}},
          "type": {"name": "type", "in": "query", "style": "form", "explode": false, "schema": {"type": "array", "items": {"type": "string", "enum": ["process"]}}},
          "processIDs": {"name": "processID", "in": "query", "style": "form", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
          "status": {"name": "status", "in": "query", "style": "form", "explode": false,
            "schema": {"type": "array", "items": {"type": "string", "enum": ["created", "accepted", "running", "successful", "failed", "dismissed"]}}},
          "datetime": {"name": "datetime", "in": "query", "description": "When the job was created: a time, or an interval A/B, A/.. or ../B.", "schema": {"type": "string"}},
          "minDuration": {"name": "minDuration", "in": "query", "description": "Seconds.", "schema": {"type": "number", "minimum": 0}},
          "maxDuration": {"name": "maxDuration", "in": "query", "description": "Seconds.", "schema": {"type": "number", "minimum": 0}}
        }
        """;

    public static JsonObject Write(IReadOnlyList<string> processes, JsonObject securitySchemes)
    {
        var parameters = JsonNode.Parse(Parameters)!.AsObject();
        parameters["processID"] = new JsonObject
        {
            ["name"] = "processID",
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = processes.Count == 0
                ? new JsonObject { ["type"] = "string" }
                : new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. processes.Select(id => (JsonNode?)id)]) },
        };
        return new()
        {
            ["schemas"] = JsonNode.Parse(Schemas),
            ["parameters"] = parameters,
            ["securitySchemes"] = securitySchemes,
        };
    }

    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
