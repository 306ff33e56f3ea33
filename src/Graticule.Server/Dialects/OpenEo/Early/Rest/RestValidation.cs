using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/validation</c>: 0.4 lists faults, and 0.3 answers with the first of them as an error.</summary>
internal sealed class RestValidation(RestBodies bodies, ValidationPage validation)
{
    public async Task CheckAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var body = await bodies.ReadAsync(context);
        if (body["process_graph"] is null)
        {
            throw Errors.New("ProcessGraphMissing", "The body must have a member 'process_graph' with the process graph.");
        }

        var faults = await FindFaultsAsync(context, body);
        if (!version.Is03)
        {
            await Wire.SendAsync(context, new JsonObject { ["errors"] = new JsonArray([.. faults]) });
        }
        else if (faults is [var first, ..])
        {
            throw Errors.New((string)first["code"]!, (string)first["message"]!);
        }
        else
        {
            await Wire.SendAsync(context, StatusCodes.Status204NoContent);
        }
    }

    /// <summary>A graph that cannot be translated has one fault; another one those of the graph of today.</summary>
    private async Task<IReadOnlyList<JsonObject>> FindFaultsAsync(HttpContext context, JsonObject body)
    {
        try
        {
            var (process, _) = bodies.Process(context, body, isSaved: false);
            return await validation.FindFaultsAsync(context.Caller(), process, context.RequestAborted);
        }
        catch (OpenEoException exception)
        {
            return [RestErrors.Write(exception.Error, isOf03: false)];
        }
    }
}
