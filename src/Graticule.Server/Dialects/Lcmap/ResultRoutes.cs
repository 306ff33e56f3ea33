using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The paths below <c>/results</c>.</summary>
internal sealed class ResultRoutes(PointPages points, ChipPages chips, TilePages tiles)
{
    private const string Pattern = "/results/{**rest}";

    public IReadOnlyList<LcmapResource> Resources =>
    [
        new("GET", Pattern, GetAsync),
        new("POST", Pattern, PostAsync) { Scope = Scopes.Execute },
    ];

    private Task GetAsync(HttpContext context)
    {
        var address = AddressOf(context);
        return address.Word switch
        {
            "chip" when context.Request.Query.ContainsKey("counts") => tiles.ShowChipAsync(context, address),
            "chip" => chips.ShowAsync(context, address),
            "tile" => tiles.ShowTileAsync(context, address),
            _ => points.ShowAsync(context, address),
        };
    }

    private Task PostAsync(HttpContext context)
    {
        var address = AddressOf(context);
        switch (address.Word)
        {
            case "chip":
                return tiles.AskChipAsync(context, address);
            case "tile":
                return tiles.AskTileAsync(context, address);
            default:
                context.Response.Headers.Allow = "GET";
                throw new LcmapException(StatusCodes.Status405MethodNotAllowed, "A point is asked for by GET.");
        }
    }

    private static ResultAddress AddressOf(HttpContext context) => ResultAddress.Read(context.Request.RouteValues["rest"] as string ?? "");
}
