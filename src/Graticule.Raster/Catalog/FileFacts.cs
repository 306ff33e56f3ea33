using System.Text.Json;
using System.Text.Json.Serialization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog;

/// <summary>What a scan keeps of a file, or of a variable of one, so that the next scan need not open it.</summary>
/// <param name="Href">Path below the collection's folder.</param>
/// <param name="Variable">Of a NetCDF file with several.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Changed">When it was changed, in ticks.</param>
/// <param name="Grid">Where its pixels lie; null if it cannot be used.</param>
/// <param name="TileWidth">Columns of the tiles in which it is compressed.</param>
/// <param name="TileHeight">Rows of those tiles.</param>
/// <param name="Bands">In the order of the file.</param>
/// <param name="Problem">Why it cannot be used.</param>
internal sealed record FileFacts(
    string Href, string? Variable, long Size, long Changed, Grid? Grid, int TileWidth, int TileHeight, IReadOnlyList<FileBand> Bands, string? Problem)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Opens a file: one entry for each variable of it.</summary>
    internal static IEnumerable<FileFacts> Read(string folder, string href) => ReadAs(Path.Combine(folder, href), href);

    /// <summary>Opens a file under a name that it may not have on the disk.</summary>
    internal static IEnumerable<FileFacts> ReadAs(string path, string href)
    {
        var info = new FileInfo(path);
        var variables = Path.GetExtension(href).Equals(".nc", StringComparison.OrdinalIgnoreCase) ? RasterFacts.Variables(path) : [];
        FileFacts empty = new(href, null, info.Length, info.LastWriteTimeUtc.Ticks, null, 0, 0, [], null);
        return variables.Count == 0 ? [Read(path, empty)] : variables.Select(variable => Read(path, empty with { Variable = variable })).ToList();
    }

    internal static FileFacts? FromLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<FileFacts>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal string ToLine() => JsonSerializer.Serialize(this, Options);

    private static FileFacts Read(string path, FileFacts empty)
    {
        try
        {
            var header = FileHeader.Read(path, empty.Variable);
            return empty with
            {
                Grid = header.Grid,
                TileWidth = header.Tile.Width,
                TileHeight = header.Tile.Height,
                Bands = [.. header.Bands.Zip(header.Facts.Bands, (info, facts) => new FileBand(
                    facts.Metadata.GetValueOrDefault("NETCDF_VARNAME", facts.Name), info.Type, info.NoData, facts.Unit, facts.Scale, facts.Offset, CfTime.Of(header.Facts, facts)))],
            };
        }
        catch (RasterFileException exception)
        {
            return empty with { Problem = exception.Message };
        }
    }
}

/// <summary>What a scan keeps of a band.</summary>
internal sealed record FileBand(string Name, PixelType Type, double? NoData, string Unit, double? Scale, double? Offset, DateTimeOffset? Time);
