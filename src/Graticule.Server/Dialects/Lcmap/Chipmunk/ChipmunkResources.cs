using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>
/// The table of the service of chips: chipmunk's paths below <c>/lcmap</c> and, for clients that ask for its root as well, below
/// <c>/lcmap/chipmunk</c>; aardvark's below <c>/lcmap/landsat</c>.
/// </summary>
internal static class ChipmunkResources
{
    public static IEnumerable<LcmapResource> All(ChipmunkParts parts)
    {
        ChipPages chips = new(parts.Index);
        GridPages grids = new(parts.Index);
        SpecPages specs = new(parts.Index);
        InventoryPages inventory = new(parts);
        return
        [
            new("GET", "/chipmunk", ChipmunkWire.Guarded(HelloAsync)),
            .. ((string[])["", "/chipmunk"]).SelectMany(Chipmunk),
            new("GET", "/landsat/chips", ChipmunkWire.Guarded(chips.ShowAsync)),
            new("GET", "/landsat/chip-specs", ChipmunkWire.Guarded(specs.ListAsync)),
            new("GET", "/landsat/chip-spec/{**ubid}", ChipmunkWire.Guarded(specs.ShowAsync)),
            new("GET", "/landsat/health", ChipmunkWire.Guarded(HealthyAsync)) { IsPublic = true },
        ];

        IEnumerable<LcmapResource> Chipmunk(string root) =>
        [
            new("GET", $"{root}/chips", ChipmunkWire.Guarded(chips.ShowAsync)),
            new("GET", $"{root}/registry", ChipmunkWire.Guarded(RegistryPages.ListAsync)),
            new("POST", $"{root}/registry", ChipmunkWire.Guarded(RegistryPages.AddAsync)) { Scope = Scopes.Execute },
            new("GET", $"{root}/chip-specs", ChipmunkWire.Guarded(specs.ListAsync)),
            new("GET", $"{root}/grid", ChipmunkWire.Guarded(grids.ListAsync)),
            new("POST", $"{root}/grid", ChipmunkWire.Guarded(grids.AddAsync)) { Scope = Scopes.Execute },
            new("GET", $"{root}/grid/snap", ChipmunkWire.Guarded(grids.SnapAsync)),
            new("GET", $"{root}/grid/near", ChipmunkWire.Guarded(grids.NearAsync)),
            new("GET", $"{root}/inventory", ChipmunkWire.Guarded(inventory.FindAsync)),
            new("POST", $"{root}/inventory", ChipmunkWire.Guarded(inventory.AddAsync)) { Scope = Scopes.Execute },
            new("GET", $"{root}/sources", ChipmunkWire.Guarded(inventory.ListAsync)),
            new("GET", $"{root}/healthy", ChipmunkWire.Guarded(HealthyAsync)) { IsPublic = true },
        ];
    }

    private static Task HelloAsync(HttpContext context) => ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartArray();
        writer.WriteStringValue("Chips of analysis ready data.");
        writer.WriteEndArray();
    });

    private static Task HealthyAsync(HttpContext context) => ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("healthy", value: true);
        writer.WriteEndObject();
    });
}
