using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Products;

/// <summary>
/// Writes maps of change, a row of chips after the other: what is in memory is a row of chips of all maps, and the strips of those chips that threads are
/// at.
/// </summary>
internal sealed class ProductMaps : IDisposable
{
    private readonly ProductArea _area;
    private readonly List<ProductMap> _maps;

    /// <param name="area">Where.</param>
    /// <param name="request">Which maps.</param>
    /// <param name="produced">In names of files.</param>
    /// <param name="folder">Where to put them.</param>
    internal ProductMaps(ProductArea area, ProductRequest request, DateTimeOffset produced, string folder)
    {
        _area = area;
        _maps = [];
        try
        {
            foreach (var (date, product) in request.Dates.SelectMany(date => request.Products.Select(product => (date, product))))
            {
                var name = string.Create(
                    CultureInfo.InvariantCulture, $"LCMAP-{area.Grid.Region}-{area.Tile}-{date.Year:0000}-{produced:yyyyMMdd}-{request.Version}-{product.Abbreviation}.tif");
                var map = new ProductMap(product, date, name, new(Path.Combine(folder, name), area.Width, area.Height, product.Type, area.Place), area.Width);
                _maps.Add(map);
                map.Note(request.Algorithm);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Fills and writes all maps.</summary>
    /// <returns>How many chips of the area there were.</returns>
    internal async Task<int> WriteAsync(IResultChips chips, JobContext job, CancellationToken cancellationToken)
    {
        var rows = chips.Keys.Select(key => (Key: key, Place: _area.Find(key))).Where(chip => chip.Place is not null).ToLookup(chip => chip.Place!.Value.Row);
        var options = new ParallelOptions { MaxDegreeOfParallelism = job.Cores, CancellationToken = cancellationToken };
        for (var row = 0; row < _area.Rows; row++)
        {
            _maps.ForEach(map => map.Clear());
            await Parallel.ForEachAsync(rows[row], options, async (chip, stop) => Fill(chip.Place!.Value.Column, await chips.ReadAsync(chip.Key, stop)));
            _maps.ForEach(map => map.WriteRow());
            job.Report(0.9 * (row + 1) / _area.Rows, string.Create(CultureInfo.InvariantCulture, $"{row + 1} of {_area.Rows} rows of chips."));
        }

        for (var i = 0; i < _maps.Count; i++)
        {
            _maps[i].Finish(job.Cores, cancellationToken);
            job.Report(0.9 + (0.1 * (i + 1) / _maps.Count));
        }

        return rows.Sum(row => row.Count());
    }

    /// <summary>The maps, as the list of them tells.</summary>
    internal JsonArray List() => new([.. _maps.Select(map => (JsonNode)map.Tell())]);

    public void Dispose() => _maps.ForEach(map => map.Dispose());

    private void Fill(int column, IReadOnlyList<byte[]> strips)
    {
        foreach (var pixel in strips.SelectMany(strip => StripCodec.Decode(strip)))
        {
            if (pixel.Result is { } result)
            {
                _maps.ForEach(map => map.Set((column * ChipShape.Side) + (pixel.Pixel % ChipShape.Side), pixel.Pixel / ChipShape.Side, result.Models));
            }
        }
    }
}
