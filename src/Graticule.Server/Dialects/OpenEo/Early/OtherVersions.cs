using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Jobs that other versions made, asked for in another format.</summary>
internal static class OtherVersions
{
    private const string SaveNode = "early_save";

    /// <summary>The request of a job, saved as the address says, where it says so.</summary>
    /// <exception cref="OpenEoException">FormatUnsuitable, or what is wrong with the address.</exception>
    public static JsonObject With(JsonObject request, HttpRequest http)
    {
        var order = new EarlyOrder(JsonValue.Create(""), Output: null, View: null).With(http);
        if (order.View is not null)
        {
            throw Errors.BadRequest("The job was made through another version of the API, which has no views.");
        }

        if (order.Output?["format"] is not { } format)
        {
            return request;
        }

        var changed = request.DeepClone().AsObject();
        var nodes = changed["process"]!["process_graph"]!.AsObject();
        var result = nodes.FirstOrDefault(node => (bool?)node.Value?["result"] == true);
        if (result.Key is null)
        {
            return request;
        }

        var saves = (string?)result.Value!["process_id"] == "save_result";
        JsonObject arguments = saves ? result.Value["arguments"]!.AsObject() : new() { ["data"] = new JsonObject { ["from_node"] = result.Key } };
        var options = order.Output.DeepClone().AsObject();
        options.Remove("format");
        arguments["format"] = OutputOptions.Find(format.GetValue<string>()).Name;
        arguments["options"] = options;
        if (!saves)
        {
            result.Value.AsObject().Remove("result");
            nodes[SaveNode] = new JsonObject { ["process_id"] = "save_result", ["arguments"] = arguments, ["result"] = true };
        }

        OutputOptions.Settle(nodes, order.IsStrict, []);
        return changed;
    }
}
