using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Ard;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Change.Products;

/// <summary>The process <c>ccdc-products</c>: maps of change at dates, of the results of chips.</summary>
/// <param name="clock">Tells the day in the names of files.</param>
public sealed class CcdcProductsProcess(TimeProvider clock) : IProcess
{
    private const int MostChips = 2500;
    private const int MostDates = 50;
    private const int OwnMiB = 400;

    /// <summary>Bytes a pixel of all products.</summary>
    private const int PixelBytes = 11;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public ProcessDescription Description { get; } = new()
    {
        Id = ProductNames.Process,
        Title = "Maps of change",
        Description =
            "Makes maps of the segments that continuous change detection found in chips: day of the change, its size, days since the last one, length of the segment and how its model was fitted, "
            + "one of each for a date. They are Cloud Optimized GeoTIFF in the grid of the analysis ready data.",
        Keywords = ["ccdc", "lcmap", "landsat", "change", "SCTIME", "SCMAG", "SCLAST", "SCSTAB", "SCMQA"],
        IsRepeatable = true,
        Inputs =
        [
            new(ProductNames.Dates, Schema("""{"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"}"""))
            {
                Title = "Dates",
                Description = "Dates such as 2010-07-01, or years, which stand for their 1 July; one of each year.",
                MaxOccurs = MostDates,
            },
            new(ProductNames.Chips, [])
            {
                Title = "Results",
                Description = "Files of the process ccdc-chip, all of one tile's size. Without them, results that this server stores are used.",
                MinOccurs = 0,
                MaxOccurs = MostChips,
                MediaTypes = [ChipFile.MediaType],
            },
            new(ProductNames.Algorithm, Schema($$"""{"type": "string", "maxLength": 200, "default": "{{CcdcAlgorithms.V2018}}"}""")) { Title = "Algorithm", Description = "Whose stored results.", MinOccurs = 0 },
            new(ProductNames.X, Schema("""{"type": "number"}""")) { Title = "Easting", Description = "Of a point in the chip or tile, in metres of the grid.", MinOccurs = 0 },
            new(ProductNames.Y, Schema("""{"type": "number"}""")) { Title = "Northing", MinOccurs = 0 },
            new(ProductNames.Region, Schema("""{"type": "string", "enum": ["CU", "AK", "HI"], "default": "CU"}""")) { Title = "Region", Description = "In whose grid the point lies.", MinOccurs = 0 },
            new(ProductNames.Extent, Schema("""{"type": "string", "enum": ["chips", "tile"], "default": "chips"}""")) { Title = "Extent", Description = "That of the chips, or of their tile, whose other pixels are without segments then.", MinOccurs = 0 },
            new(ProductNames.Products, new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. ChangeProduct.All.Select(product => (JsonNode)product.Abbreviation)]) },
            })
            {
                Title = "Products",
                Description = string.Join(" ", ChangeProduct.All.Select(product => $"{product.Abbreviation} ({product.Name}): {product.Description}")),
                MinOccurs = 0,
            },
            new(ProductNames.Version, Schema("""{"type": "string", "pattern": "^V[0-9]{2,4}$", "default": "V01"}""")) { Title = "Version", Description = "In the names of files.", MinOccurs = 0 },
        ],
        Outputs =
        [
            new(ProductNames.Maps, []) { Title = "Maps", Description = $"Cloud Optimized GeoTIFF, and a list of them, {ProductNames.List}.", MediaTypes = ["application/json"], IsFolder = true },
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Check(JobSpec spec) => ProductRequest.Complain(spec.Inputs);

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = ProductRequest.Read(job.Inputs);
        var (chips, area) = await OpenAsync(request, job, cancellationToken);
        await using (chips)
        {
            RefuseTooMuch(area, request, job.MemoryMiB);
            var folder = Directory.CreateDirectory(Path.Combine(job.Folder, ProductNames.Maps)).FullName;
            try
            {
                using var maps = new ProductMaps(area, request, clock.GetUtcNow(), folder);
                var count = await maps.WriteAsync(chips, job, cancellationToken);
                job.Log(LogLevel.Info, $"Maps of {count} of {area.Columns * area.Rows} chips.");
                await File.WriteAllTextAsync(Path.Combine(folder, ProductNames.List), maps.List().ToJsonString(Indented), cancellationToken);
            }
            catch (GdalException exception)
            {
                throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message, ProductNames.Maps), exception);
            }
            catch (InvalidDataException exception)
            {
                throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message, ProductNames.Chips), exception);
            }
        }

        job.AddFolder(ProductNames.Maps, ProductNames.Maps, ProductNames.List);
    }

    private static async Task<(IResultChips Chips, ProductArea Area)> OpenAsync(ProductRequest request, JobContext job, CancellationToken cancellationToken)
    {
        if (request.Files.Count > 0)
        {
            var files = new FileChips(request.Files.Select(file => Path.Combine(job.Folder, file)));
            var around = ProductArea.Around(files.Keys);
            return (files, request.IsTile ? ProductArea.TileOf(around.Grid, around.Corner.X, around.Corner.Y) : around);
        }

        var (x, y) = request.Point!.Value;
        var grid = ArdGrid.Of((string?)job.Inputs[ProductNames.Region] ?? ArdGrid.Conus.Region)!;
        var area = request.IsTile ? ProductArea.TileOf(grid, x, y) : ProductArea.ChipOf(grid, x, y);
        var last = new GridPoint(area.Corner.X + ((area.Columns - 1) * ChipShape.Metres), area.Corner.Y - ((area.Rows - 1) * ChipShape.Metres));
        var stored = await StoredChips.OpenAsync(ProductSettings.Read(job.Settings), request.Algorithm, area.Corner, last, cancellationToken);
        if (stored.Keys.Count == 0)
        {
            await stored.DisposeAsync();
            throw new ProblemException(ProblemKind.NotFound, $"There are no stored results of {request.Algorithm} at ({x}, {y}).", ProductNames.X);
        }

        return (stored, area);
    }

    private static void RefuseTooMuch(ProductArea area, ProductRequest request, int memoryMiB)
    {
        var needed = OwnMiB + ((long)area.Width * ChipShape.Side * PixelBytes * request.Dates.Count >> 20);
        if (needed > memoryMiB)
        {
            throw new ProblemException(
                new(ProblemKind.InvalidInput, $"Maps of {request.Dates.Count} dates take {needed} MiB, and the job has {memoryMiB}; ask for fewer dates.", $"/inputs/{ProductNames.Dates}"));
        }
    }

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
