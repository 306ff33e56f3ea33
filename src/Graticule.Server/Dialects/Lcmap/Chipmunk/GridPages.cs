using System.Globalization;
using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>The grids of chips and tiles, and where points lie in them.</summary>
internal sealed class GridPages(ArdIndex index)
{
    private static readonly (string Name, int Side)[] Grids = [("tile", ArdGrid.TileSide), ("chip", ArdGrid.ChipSide)];

    public Task ListAsync(HttpContext context)
    {
        var grid = ChipmunkQuery.Grid(context.Request, index, 0, 0);
        return ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            foreach (var (name, side) in Grids)
            {
                Write(writer, grid, name, side);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Grids are fixed; one that is there already may be sent again.</summary>
    public async Task AddAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var given = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : (JsonElement[])[document.RootElement];
        var grid = ChipmunkQuery.Grid(context.Request, index, 0, 0);
        if (!given.All(one => Grids.Any(known => IsSame(one, grid, known.Name, known.Side))))
        {
            throw new ChipmunkException("This server has the grids 'tile' and 'chip' of analysis ready data, and takes no others.");
        }

        await ChipmunkWire.SendAsync(context, StatusCodes.Status201Created, document.RootElement.WriteTo);
    }

    public Task SnapAsync(HttpContext context)
    {
        var (x, y) = ChipmunkQuery.Point(context.Request);
        var grid = ChipmunkQuery.Grid(context.Request, index, x, y);
        return ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, side) in Grids)
            {
                writer.WritePropertyName(name);
                Write(writer, grid, CellOf(grid, side, x, y), side);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>A point's own cell and the eight around it, by x and then by y, rising.</summary>
    public Task NearAsync(HttpContext context)
    {
        var (x, y) = ChipmunkQuery.Point(context.Request);
        var grid = ChipmunkQuery.Grid(context.Request, index, x, y);
        return ChipmunkWire.SendAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, side) in Grids)
            {
                var cell = CellOf(grid, side, x, y);
                writer.WriteStartArray(name);
                for (var column = cell.Column - 1; column <= cell.Column + 1; column++)
                {
                    for (var row = cell.Row + 1; row >= cell.Row - 1; row--)
                    {
                        Write(writer, grid, new GridCell(column, row), side);
                    }
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
    }

    private static GridCell CellOf(ArdGrid grid, int side, double x, double y) => side == ArdGrid.TileSide ? grid.Tile(x, y) : grid.Chip(x, y);

    private static void Write(Utf8JsonWriter writer, ArdGrid grid, GridCell cell, int side)
    {
        var corner = side == ArdGrid.TileSide ? grid.CornerOfTile(cell) : grid.CornerOfChip(cell);
        writer.WriteStartObject();
        Write(writer, "proj-pt", corner.X, corner.Y);
        Write(writer, "grid-pt", cell.Column, cell.Row);
        writer.WriteEndObject();
    }

    /// <summary>Numbers are floating ones to clients of chipmunk.</summary>
    private static void Write(Utf8JsonWriter writer, string name, long a, long b)
    {
        writer.WriteStartArray(name);
        writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{a}.0"));
        writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{b}.0"));
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ArdGrid grid, string name, int side)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("proj", grid.Projection.Wkt);
        foreach (var (member, value) in Numbers(grid, side))
        {
            writer.WritePropertyName(member);
            writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{value}.0"));
        }

        writer.WriteEndObject();
    }

    private static (string Member, int Value)[] Numbers(ArdGrid grid, int side) =>
        [("rx", 1), ("ry", -1), ("sx", side), ("sy", side), ("tx", -grid.Left), ("ty", grid.Top)];

    private static bool IsSame(JsonElement given, ArdGrid grid, string name, int side) =>
        given.ValueKind == JsonValueKind.Object
        && given.TryGetProperty("name", out var own) && own.ValueKind == JsonValueKind.String && own.ValueEquals(name)
        && Numbers(grid, side).All(number => given.TryGetProperty(number.Member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var known) && known == number.Value);
}
